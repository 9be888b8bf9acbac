/** The span of a call, as MicroProfile Telemetry's filters keep it. The classes are used only where OpenTelemetry is present. */
@NullMarked
package app.quotawatch.rest.opentelemetry;

import org.jspecify.annotations.NullMarked;
