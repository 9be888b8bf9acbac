package app.quotawatch.quota;

/** Something that happened to the quota of an API. */
public sealed interface QuotaEvent permits QuotaThresholdReached, RateLimitHit, QuotaRecovered {

    /** Returns the API's name. */
    String api();
}
