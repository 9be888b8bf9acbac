/** What observing costs, measured by JMH. */
package app.quotawatch.benchmarks;
