package app.quotawatch.cdi.health;

import org.jspecify.annotations.Nullable;

import app.quotawatch.QuotaWatch;

/** Where the health check finds what it reports. It is asked at each check, so it may know nothing yet when the check is made. */
public interface HealthSource {

    /** Returns the application's QuotaWatch; null before it is configured. */
    @Nullable
    QuotaWatch quotaWatch();

    /** Returns whether the check is DOWN while a window of any API is exhausted. */
    boolean exhaustedIsDown();
}
