/** Metrics for Micrometer. No other package refers to its classes, because the application may not have Micrometer. */
@NullMarked
package app.quotawatch.quarkus.runtime.micrometer;

import org.jspecify.annotations.NullMarked;
