/** An application with only one REST client. */
package app.quotawatch.benchmarks.start;
