/** The application that runs on the servers. The tests control it over HTTP; this package does not use QuotaWatch. */
package app.quotawatch.probe;
