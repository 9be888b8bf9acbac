/** The health check. Nothing else names its classes, as the application may not have SmallRye Health. */
package app.quotawatch.quarkus.runtime.health;
