/** The part of the application that uses QuotaWatch itself; left out where the application runs without. */
package app.quotawatch.probe.watch;
