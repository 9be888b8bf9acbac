package app.quotawatch.cdi.health;

/**
 * The configuration of the health check.
 *
 * @param exhaustedIsDown whether it is DOWN while a window of any API is exhausted
 */
public record HealthSettings(boolean exhaustedIsDown) {}
