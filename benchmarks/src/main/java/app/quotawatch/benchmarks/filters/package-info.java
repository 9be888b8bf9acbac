/** The filter pairs of QuotaWatch and its peers, on the same handmade request and response contexts. */
package app.quotawatch.benchmarks.filters;
