/** Metrics for OpenTelemetry. No other package refers to its classes, because the application may not have OpenTelemetry. */
@NullMarked
package app.quotawatch.quarkus.runtime.opentelemetry;

import org.jspecify.annotations.NullMarked;
