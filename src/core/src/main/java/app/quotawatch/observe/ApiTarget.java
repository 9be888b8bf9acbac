package app.quotawatch.observe;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiConfig;
import app.quotawatch.headers.RateLimitHeaders;

/** A configured API, as the calls to it know it: with what its earlier responses taught. Thread-safe. */
public final class ApiTarget {

    private final ApiConfig api;
    private final ServerDate serverDate = new ServerDate();

    ApiTarget(ApiConfig api) {
        this.api = api;
    }

    /** Returns its configuration. */
    public ApiConfig api() {
        return api;
    }

    /** Returns the rate-limit headers of a response, safe to be kept; called on the thread that made the call. */
    Map<String, String> keep(@Nullable Map<String, ? extends @Nullable Object> headers) {
        return RateLimitHeaders.select(headers);
    }

    /** Returns the date of a response, or null if it has none; called on the thread that made the call. */
    @Nullable
    Instant date(Map<String, ? extends @Nullable Object> headers) {
        return serverDate.in(headers);
    }

    @Override
    public String toString() {
        return "ApiTarget[" + api.name() + "]";
    }
}
