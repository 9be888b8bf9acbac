/** Whole calls over the loopback interface, and a whole application beside the local ingest. */
package app.quotawatch.benchmarks.endtoend;
