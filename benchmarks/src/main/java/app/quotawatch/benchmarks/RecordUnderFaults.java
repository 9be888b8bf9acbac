package app.quotawatch.benchmarks;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.LimitWindow;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.testing.faults.Fault;
import app.quotawatch.testing.faults.Faults;
import app.quotawatch.testing.faults.FaultyServer;
import app.quotawatch.testing.faults.StoredEvents;

/**
 * Compares the latency of {@code record} while the ingest has a fault with its latency while the ingest works: percentiles of
 * single calls, healthy and faulty alternating in one JVM, in several rounds. Then measures how much longer than the delivery
 * timeout a shutdown takes while the ingest hangs.
 */
public final class RecordUnderFaults {

    private static final String HEALTHY = "none";
    private static final int ROUNDS = 4;
    private static final int CALLS_PER_TURN = 20;
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int TURNS = 2_000;
    private static final int SHUTDOWNS = 10;
    private static final Duration DELIVERY_TIMEOUT = Duration.ofMillis(500);
    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private RecordUnderFaults() {}

    /** Measures and prints the figures. */
    public static void main(String[] args) {
        LOGGER.setLevel(Level.OFF);
        Map<String, Fault> faults = faults();
        Map<String, long[]> samples = new LinkedHashMap<>();
        faults.keySet().forEach(name -> samples.put(name, new long[ROUNDS * TURNS * CALLS_PER_TURN]));
        faults.forEach((name, fault) -> measure(fault, new long[TURNS * CALLS_PER_TURN], 0));
        for (int round = 0; round < ROUNDS; round++) {
            int from = round * TURNS * CALLS_PER_TURN;
            faults.forEach((name, fault) -> measure(fault, samples.get(name), from));
        }
        samples.values().forEach(Arrays::sort);
        print(samples);
        printShutdowns();
    }

    private static Map<String, Fault> faults() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put(HEALTHY, Faults.none());
        faults.put("connection refused", Faults.refuse());
        faults.put("accepted and ignored", Faults.acceptAndIgnore());
        faults.put("read, no response", Faults.hang());
        faults.put("response after the timeout", Faults.respondAfter(DELIVERY_TIMEOUT.plusMillis(100)));
        faults.put("half a response, then reset", Faults.halfABodyThenReset());
        faults.put("slow drip", Faults.drip());
        faults.put("garbage", Faults.respond("this is not HTTP\r\n\r\n"));
        faults.put("storm of 103", Faults.interimStorm(103));
        faults.put("giant body", Faults.giantBody(500));
        faults.put("status 400", Faults.status(400));
        faults.put("status 401", Faults.status(401));
        faults.put("status 429", Faults.status(429, "Retry-After: 1"));
        faults.put("status 500", Faults.status(500));
        faults.put("redirect", Faults.status(307, "Location: http://localhost:1/"));
        faults.put("flapping", Faults.flapping(Faults.resetAtOnce(), Faults.none(), Duration.ofSeconds(1)));
        return faults;
    }

    private static void measure(Fault fault, long[] samples, int from) {
        try (FaultyServer ingest = FaultyServer.start(fault, new StoredEvents());
                RunningQuotaWatch quotaWatch = start(ingest)) {
            int at = from;
            long next = System.nanoTime();
            for (int turn = 0; turn < TURNS; turn++) {
                for (int i = 0; i < CALLS_PER_TURN; i++) {
                    ApiCall call = ApiCall.builder("things").endpoint("/things/" + i).method("GET").status(200)
                            .latency(Duration.ofMillis(12)).build();
                    long start = System.nanoTime();
                    quotaWatch.record(call);
                    samples[at++] = System.nanoTime() - start;
                }
                next += TURN_NANOS;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    private static RunningQuotaWatch start(FaultyServer ingest) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new URLClassLoader(new URL[0], before));
        try {
            return QuotaWatch.init(QuotaWatchConfig.builder("qw_live_benchmark").ingestUrl(ingest.url())
                    .deliveryTimeout(DELIVERY_TIMEOUT).flushInterval(Duration.ofMillis(100)).bufferSize(5_000)
                    .api(ApiConfig.builder("things").baseUrl("https://api.example.com")
                            .requestsPer(LimitWindow.MINUTE, 500).build())
                    .build());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void print(Map<String, long[]> samples) {
        double healthy = percentile(samples.get(HEALTHY), 99.9);
        System.out.printf("%n%-28s %10s %10s %10s %10s%n", "fault (ns)", "p50", "p99", "p99.9", "p99.9 x");
        samples.forEach((name, sorted) -> System.out.printf("%-28s %10d %10d %10d %10.2f%n", name,
                percentile(sorted, 50), percentile(sorted, 99), percentile(sorted, 99.9),
                percentile(sorted, 99.9) / healthy));
    }

    private static long percentile(long[] sorted, double percent) {
        return sorted[(int) Math.min(sorted.length - 1, Math.round(sorted.length * percent / 100))];
    }

    private static void printShutdowns() {
        long longest = 0;
        for (int i = 0; i < SHUTDOWNS; i++) {
            try (FaultyServer ingest = FaultyServer.start(Faults.hang(), new StoredEvents())) {
                RunningQuotaWatch quotaWatch = start(ingest);
                for (int call = 0; call < 1_000; call++) {
                    quotaWatch.record(ApiCall.builder("things").method("GET").status(200).build());
                }
                long start = System.nanoTime();
                quotaWatch.close();
                longest = Math.max(longest, System.nanoTime() - start);
            }
        }
        System.out.printf("%nshutdown while the ingest hangs, the longest of %d: %d ms beyond the delivery timeout%n",
                SHUTDOWNS, TimeUnit.NANOSECONDS.toMillis(longest) - DELIVERY_TIMEOUT.toMillis());
    }
}
