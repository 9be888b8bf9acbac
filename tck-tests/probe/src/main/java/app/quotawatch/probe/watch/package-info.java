/** The part of the application that uses QuotaWatch. Omitted where the application runs without it. */
package app.quotawatch.probe.watch;
