package app.quotawatch.observe;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiConfig;
import app.quotawatch.headers.KeptHeaders;
import app.quotawatch.headers.RateLimitReader;

/** A configured API, as the calls to it know it: with what its earlier responses taught. Thread-safe. */
public final class ApiTarget {

    private final ApiConfig api;
    private final RateLimitReader reader = new RateLimitReader();
    private final ServerDate serverDate = new ServerDate();
    private final @Nullable CallPartitions partitions;

    /* Read before it is written, since a write by each call would slow down those of other threads. */
    private volatile boolean called;

    ApiTarget(ApiConfig api, @Nullable SipHash fleet) {
        this.api = api;
        this.partitions = CallPartitions.of(api.partition(), api.fleet() ? fleet : null);
    }

    /** Notes that a URL belonged to it. */
    void called() {
        if (!called) {
            called = true;
        }
    }

    boolean wasCalled() {
        return called;
    }

    /** Returns its configuration. */
    public ApiConfig api() {
        return api;
    }

    /** Returns what names the partitions of its calls; null if nothing distinguishes them. */
    @Nullable
    CallPartitions partitions() {
        return partitions;
    }

    /** Returns the rate-limit headers of a response, safe to be kept; called on the thread that made the call. */
    KeptHeaders keep(@Nullable Map<String, ? extends @Nullable Object> headers) {
        return reader.keep(headers);
    }

    /** Returns the date of a response with rate-limit headers, or null; called on the thread that made the call. */
    @Nullable
    Instant date(KeptHeaders headers) {
        return serverDate.of(headers.date());
    }

    @Override
    public String toString() {
        return "ApiTarget[" + api.name() + "]";
    }
}
