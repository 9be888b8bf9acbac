/** Handing a finished event over: our record and intake, and the queues of others. */
package app.quotawatch.benchmarks.recording;
