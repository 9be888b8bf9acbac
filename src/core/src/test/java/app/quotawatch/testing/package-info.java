/** What the tests share: the far side (ingests, executors) made by hand, and readers of what QuotaWatch leaves behind. */
package app.quotawatch.testing;
