/** The cost of observing, measured with JMH. */
package app.quotawatch.benchmarks;
