/** How CDI starts, injects and stops QuotaWatch: the only place that knows it. Not API. */
package app.quotawatch.cdi;
