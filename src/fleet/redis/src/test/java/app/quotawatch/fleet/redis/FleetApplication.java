package app.quotawatch.fleet.redis;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.FleetConfig;
import app.quotawatch.LimitWindow;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;

/**
 * An application that brings QuotaWatch and Jedis with it: it records a call, waits for an exchange and stops. Returns how many calls
 * of the day its fleet has made; -1 without an exchange.
 */
public final class FleetApplication implements Callable<Long> {

    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final String url;

    public FleetApplication(String url) {
        this.url = url;
    }

    @Override
    public Long call() {
        try (RunningQuotaWatch quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder(null)
                .api(ApiConfig.builder("Api").baseUrl("https://api.example.com").requestsPer(LimitWindow.DAY, 1_000)
                        .build())
                .fleet(FleetConfig.builder("redeployments").store("redis").property("redis.url", url)
                        .syncInterval(Duration.ofMillis(100)).build())
                .build())) {
            quotaWatch.record(ApiCall.builder("Api").method("GET").endpoint("/things").status(200).build());
            long start = System.nanoTime();
            while (quotaWatch.fleetStats().orElseThrow().fleet().isEmpty()
                    && System.nanoTime() - start < LONGEST_WAIT_NANOS) {
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
            return quotaWatch.fleetStats().orElseThrow().fleet().isEmpty()
                    ? -1
                    : quotaWatch.quota("Api").orElseThrow().windows().get(0).used().orElse(-1);
        }
    }
}
