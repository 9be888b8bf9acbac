/** The health check. No other package refers to its classes, because the application may not have SmallRye Health. */
@NullMarked
package app.quotawatch.quarkus.runtime.health;

import org.jspecify.annotations.NullMarked;
