package app.quotawatch.fleet.redis;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.FleetConfig;
import app.quotawatch.LimitWindow;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.QuotaWatchConfigBuilder;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.Fleet;
import app.quotawatch.quota.QuotaWindow;

/**
 * The main class of a replica that calls some APIs at a constant rate until an instant. It prints what it has used, what it knows of all,
 * and since when, until its input ends: {@code milliseconds api own fleet synced}.
 */
final class FleetReplica {

    private static final long PRINTED_NANOS = 100_000_000;

    private final RunningQuotaWatch quotaWatch;
    private final AtomicLong[] used;
    private volatile boolean leaving;

    private FleetReplica(String url, int apis) {
        QuotaWatchConfigBuilder config = QuotaWatchConfig.builder(null)
                .fleet(FleetConfig.builder("run").store("redis").property("redis.url", url).build());
        used = new AtomicLong[apis];
        for (int i = 0; i < apis; i++) {
            used[i] = new AtomicLong();
            config.api(ApiConfig.builder("api-" + i).baseUrl("https://api-" + i + ".example")
                    .requestsPer(LimitWindow.MONTH, 1_000_000_000).build());
        }
        quotaWatch = QuotaWatch.init(config.build());
    }

    public static void main(String[] arguments) throws InterruptedException, IOException {
        int apis = Integer.parseInt(arguments[1]);
        int rate = Integer.parseInt(arguments[2]);
        long end = Long.parseLong(arguments[3]);
        FleetReplica replica = new FleetReplica(arguments[0], apis);
        Thread printer = new Thread(replica::print, "printer");
        printer.start();
        replica.call(rate, end);
        while (System.in.read() >= 0) {
            // its end is what counts
        }
        replica.leaving = true;
        printer.join();
        replica.quotaWatch.close();
    }

    private void call(int rate, long end) {
        long next = System.nanoTime();
        while (System.currentTimeMillis() < end) {
            for (int i = 0; i < used.length; i++) {
                quotaWatch.record(ApiCall.builder("api-" + i).endpoint("/").method("GET").status(200)
                        .latency(Duration.ofMillis(1))
                        .build());
                used[i].incrementAndGet();
            }
            next += 1_000_000_000L / rate;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void print() {
        PrintStream out = System.out;
        while (!leaving) {
            for (int i = 0; i < used.length; i++) {
                long own = used[i].get();
                ApiQuota quota = quotaWatch.quota("api-" + i).orElseThrow();
                long fleet = quota.windows().stream()
                        .filter(window -> window.source() == QuotaWindow.Source.COUNTED_BY_FLEET)
                        .mapToLong(window -> window.used().orElseThrow()).findFirst().orElse(-1);
                long synced = quota.fleet().map(Fleet::syncedAt).map(Instant::toEpochMilli).orElse(0L);
                out.println(System.currentTimeMillis() + " " + i + " " + own + " " + fleet + " " + synced);
            }
            out.flush();
            LockSupport.parkNanos(PRINTED_NANOS);
        }
    }
}
