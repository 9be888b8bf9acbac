/** Recording a finished event: QuotaWatch's {@code record} and queue, and the queues of its peers. */
package app.quotawatch.benchmarks.recording;
