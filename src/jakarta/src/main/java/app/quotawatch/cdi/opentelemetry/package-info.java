/** Publishes meters and attributes of spans. The classes are used only where OpenTelemetry is present. */
@NullMarked
package app.quotawatch.cdi.opentelemetry;

import org.jspecify.annotations.NullMarked;
