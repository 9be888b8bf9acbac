package app.quotawatch.event;

import jakarta.json.bind.annotation.JsonbTypeAdapter;

import app.quotawatch.json.JsonbResultAdapter;

/** Something that happened to the quota of an API. */
@JsonbTypeAdapter(JsonbResultAdapter.class)
public sealed interface QuotaEvent extends QuotaWatchEvent permits QuotaThresholdReached, RateLimitHit, QuotaRecovered {

    /** Returns the API's name. */
    String api();
}
