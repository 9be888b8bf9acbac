/** Finding the API of a call. */
package app.quotawatch.benchmarks.matching;
