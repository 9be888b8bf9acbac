/**
 * Shows what QuotaWatch knows as meters of Micrometer ({@link app.quotawatch.metrics.MicrometerMeters}) or of OpenTelemetry
 * ({@link app.quotawatch.metrics.OpenTelemetryMeters}): the same meters with the same tags on both. Each class is only touched
 * where the application has its API. Part of the API.
 */
package app.quotawatch.metrics;
