/** Integrates the library into a running Quarkus application. Not API. */
package app.quotawatch.quarkus.runtime;
