/** QuotaWatch within a running Quarkus application: everything that is not there already in the library. Not API. */
package app.quotawatch.quarkus.runtime;
