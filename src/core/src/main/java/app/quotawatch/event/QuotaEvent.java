package app.quotawatch.event;

/** Something that happened to the quota of an API. */
public sealed interface QuotaEvent extends QuotaWatchEvent permits QuotaThresholdReached, RateLimitHit, QuotaRecovered {

    /** Returns the API's name. */
    String api();
}
