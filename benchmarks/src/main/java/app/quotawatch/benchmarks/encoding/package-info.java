/** Writing a batch of events in the wire format. */
package app.quotawatch.benchmarks.encoding;
