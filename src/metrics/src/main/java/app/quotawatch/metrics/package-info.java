/**
 * Publishes quotas, calls and delivery statistics as meters of Micrometer ({@link app.quotawatch.metrics.MicrometerMeters}) or of
 * OpenTelemetry ({@link app.quotawatch.metrics.OpenTelemetryMeters}), with the same meters and tags on both;
 * {@link app.quotawatch.metrics.OpenTelemetrySpans} shows quotas in traces, {@link app.quotawatch.metrics.QuotaHealth} in health
 * checks. Each class needs the API of its backend on the class path. Part of the API.
 */
@NullMarked
package app.quotawatch.metrics;

import org.jspecify.annotations.NullMarked;
