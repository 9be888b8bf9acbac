package app.quotawatch.benchmarks.endtoend;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.sun.management.OperatingSystemMXBean;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.DeliveryStats;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;

/** Records events at a steady rate, with the default buffer and interval, into a local ingest in its own process. */
public final class IngestLoad {

    private static final long STEP_NANOS = 1_000_000;
    private static final double LEAST_OF_RATE = 0.9;
    private static final String RESULT = "outcome";

    private IngestLoad() {}

    /**
     * The outcome of a run.
     *
     * @param perSecond the intended rate
     * @param recorded how many events were recorded
     * @param delivered how many the ingest accepted
     * @param dropped how many were dropped, for any reason
     * @param earlyDropped how many were dropped in the warm-up at the same rate, before the code was compiled
     * @param processorShare the share of one core that all threads except the recording one used
     * @param peakHeapMegabytes the largest use of the heap
     */
    public record Outcome(int perSecond, long recorded, long delivered, long dropped, long earlyDropped,
            double processorShare, long peakHeapMegabytes) {}

    /** Runs one rate in this process and prints the outcome. Arguments: events per second, seconds of warm-up, seconds measured. */
    public static void main(String... arguments) throws IOException {
        Outcome outcome = run(Integer.parseInt(arguments[0]), Duration.ofSeconds(Long.parseLong(arguments[1])),
                Duration.ofSeconds(Long.parseLong(arguments[2])));
        System.out.printf(Locale.ROOT, "%s %d %d %d %d %d %f %d%n", RESULT, outcome.perSecond(), outcome.recorded(),
                outcome.delivered(), outcome.dropped(), outcome.earlyDropped(), outcome.processorShare(),
                outcome.peakHeapMegabytes());
    }

    /** Runs one rate in a new process. */
    public static Outcome inProcess(int perSecond, Duration warmUp, Duration length) throws IOException {
        try (JavaProcess load = JavaProcess.start(
                List.of("-cp", System.getProperty("java.class.path"), IngestLoad.class.getName(), "" + perSecond,
                        "" + warmUp.toSeconds(), "" + length.toSeconds()))) {
            String[] result = load.await(RESULT).split(" ");
            return new Outcome(Integer.parseInt(result[1]), Long.parseLong(result[2]), Long.parseLong(result[3]),
                    Long.parseLong(result[4]), Long.parseLong(result[5]), Double.parseDouble(result[6]),
                    Long.parseLong(result[7]));
        }
    }

    private static Outcome run(int perSecond, Duration warmUp, Duration length) throws IOException {
        try (JavaProcess ingest = JavaProcess.start(
                List.of("-cp", System.getProperty("java.class.path"), "app.quotawatch.ingest.Main", "--port", "0"))) {
            String line = ingest.await("http://");
            return run(perSecond, warmUp, length,
                    URI.create(line.substring(line.indexOf("http://")).split("[\\s/,]*(\\s|$)")[0]));
        }
    }

    private static Outcome run(int perSecond, Duration warmUp, Duration length, URI ingest) {
        try (RunningQuotaWatch quotaWatch = QuotaWatch
                .init(QuotaWatchConfig.builder("qw_live_benchmark").ingestUrl(ingest)
                        .api(ApiConfig.builder("API").baseUrl("https://api.example.com").build()).build())) {
            long early = record(quotaWatch, perSecond, warmUp)[0];
            quotaWatch.flush(Duration.ofSeconds(30));
            long earlyDropped = dropped(quotaWatch);
            OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            long cpu = process.getProcessCpuTime() - ownCpu();
            long start = System.nanoTime();
            long[] recordedAndPeak = record(quotaWatch, perSecond, length);
            double share = (double) (process.getProcessCpuTime() - ownCpu() - cpu) / (System.nanoTime() - start);
            quotaWatch.flush(Duration.ofSeconds(30));
            DeliveryStats stats = quotaWatch.deliveryStats();
            long recorded = recordedAndPeak[0];
            long dropped = dropped(quotaWatch);
            if (stats.recorded() != early + recorded || stats.delivered() + dropped != early + recorded) {
                throw new IllegalStateException("the account does not add up: " + stats);
            }
            if (recorded < LEAST_OF_RATE * perSecond * length.toSeconds()) {
                throw new IllegalStateException("the rate was not sustained: " + recorded + " in " + length);
            }
            return new Outcome(perSecond, recorded, stats.delivered() - (early - earlyDropped), dropped - earlyDropped,
                    earlyDropped, share, recordedAndPeak[1] >> 20);
        }
    }

    /* Returns how many events were recorded and the largest use of the heap. */
    private static long[] record(QuotaWatch quotaWatch, int perSecond, Duration length) {
        long start = System.nanoTime();
        long recorded = 0;
        long peak = 0;
        for (long now = start; now - start < length.toNanos(); now = System.nanoTime()) {
            long due = (now - start) * perSecond / TimeUnit.SECONDS.toNanos(1);
            for (; recorded < due; recorded++) {
                quotaWatch.record(call());
            }
            Runtime runtime = Runtime.getRuntime();
            peak = Math.max(peak, runtime.totalMemory() - runtime.freeMemory());
            LockSupport.parkNanos(STEP_NANOS);
        }
        return new long[]{recorded, peak};
    }

    private static long dropped(QuotaWatch quotaWatch) {
        return quotaWatch.deliveryStats().dropped().values().stream().mapToLong(Long::longValue).sum();
    }

    private static ApiCall call() {
        return ApiCall.builder("API").endpoint("/v1/things").method("GET").status(200)
                .latency(Duration.ofMillis(142)).build();
    }

    private static long ownCpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
