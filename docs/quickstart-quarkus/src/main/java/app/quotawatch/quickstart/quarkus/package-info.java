/** A small application that calls two third-party APIs. Its code does not mention QuotaWatch. */
package app.quotawatch.quickstart.quarkus;
