package app.quotawatch.metrics;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.FleetConfig;
import app.quotawatch.LimitWindow;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.FailureKind;
import app.quotawatch.testing.MemoryFleetStore;

/** A real QuotaWatch that sends nothing, with two APIs: {@code limited}, with 10 requests per day, and {@code reporting}. */
final class Watched implements AutoCloseable {

    final RunningQuotaWatch quotaWatch;

    private Watched(boolean enabled, @Nullable FleetConfig fleet) {
        quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder(null)
                .enabled(enabled)
                .fleet(fleet)
                .api(ApiConfig.builder("limited").baseUrl("https://limited.example.com")
                        .requestsPer(LimitWindow.DAY, 10).build())
                .api(ApiConfig.builder("reporting").baseUrl("https://reporting.example.com").build())
                .build());
    }

    static Watched start() {
        return new Watched(true, null);
    }

    static Watched disabled() {
        return new Watched(false, null);
    }

    /** One that is a replica of a fleet. */
    static Watched ofFleet(MemoryFleetStore store) {
        return new Watched(true, FleetConfig.builder("shop").store(store).build());
    }

    void call(String api, int status, long millis, String... headers) {
        Map<String, String> reported = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            reported.put(headers[i], headers[i + 1]);
        }
        quotaWatch.record(ApiCall.builder(api).method("GET").status(status).latency(Duration.ofMillis(millis))
                .rateLimitHeaders(reported).build());
    }

    void fail(String api, FailureKind kind, Duration duration) {
        quotaWatch.recordFailure(CallFailed.builder(api).method("GET").kind(kind).duration(duration).build());
    }

    /** Produces a value for every meter. */
    void everythingHappens() {
        call("limited", 200, 100);
        call("limited", 301, 100);
        call("reporting", 503, 100, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "0",
                "x-ratelimit-reset", "1000");
        call("limited", 429, 100);
        fail("limited", FailureKind.READ_TIMEOUT, Duration.ofSeconds(2));
        fail("reporting", FailureKind.UNKNOWN, null);
        quotaWatch.record(null);
    }

    @Override
    public void close() {
        quotaWatch.close();
    }
}
