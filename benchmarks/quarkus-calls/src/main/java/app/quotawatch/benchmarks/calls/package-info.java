/** A Quarkus application that calls one API over and over. */
package app.quotawatch.benchmarks.calls;
