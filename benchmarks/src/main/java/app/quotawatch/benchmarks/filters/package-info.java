/** The filter pair of ours and of others, on the same request and response contexts made by hand. */
package app.quotawatch.benchmarks.filters;
