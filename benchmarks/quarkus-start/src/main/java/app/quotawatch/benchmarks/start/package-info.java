/** An application with one REST client, and nothing else. */
package app.quotawatch.benchmarks.start;
