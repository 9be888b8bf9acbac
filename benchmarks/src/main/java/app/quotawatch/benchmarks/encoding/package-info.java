/** Writing a batch of events as the ingest wants it. */
package app.quotawatch.benchmarks.encoding;
