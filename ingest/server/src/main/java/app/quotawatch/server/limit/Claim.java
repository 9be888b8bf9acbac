package app.quotawatch.server.limit;

import app.quotawatch.server.rest.Timestamps;
import io.vertx.core.json.JsonObject;

/** A threshold that was reached now, for the first time in its period. */
record Claim(Usage usage, int threshold) {

    static final String EVENT = "quota.threshold_reached";

    /** Returns the body of the webhook. */
    String body(long now) {
        return new JsonObject()
                .put("event", EVENT)
                .put("timestamp", Timestamps.of(now))
                .put("data", new JsonObject()
                        .put("projectId", usage.project())
                        .put("apiName", usage.limit().api())
                        .put("environment", usage.limit().environment())
                        .put("limitType", usage.limit().kind().label())
                        .put("thresholdPct", threshold)
                        .put("currentCount", usage.calls())
                        .put("limitValue", usage.limit().value())
                        .put("pctUsed", usage.percent())
                        .put("periodStart", Timestamps.of(usage.period().start())))
                .encode();
    }
}
