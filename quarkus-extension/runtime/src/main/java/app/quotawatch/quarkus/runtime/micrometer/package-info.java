/** Metrics for Micrometer. Nothing else names its classes, as the application may not have it. */
package app.quotawatch.quarkus.runtime.micrometer;
