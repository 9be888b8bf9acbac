/** The application that runs on the servers: it does what the tests tell it by HTTP, and knows nothing of QuotaWatch. */
package app.quotawatch.probe;
