package app.quotawatch.benchmarks.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.sun.management.OperatingSystemMXBean;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.DeliveryStats;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.engine.Engine;
import app.quotawatch.engine.OwnThread;

/** Records events at a steady rate, with the default buffer and interval, into a local ingest in a process of its own. */
public final class IngestLoad {

    private static final long STEP_NANOS = 1_000_000;

    private IngestLoad() {}

    /**
     * What became of the events.
     *
     * @param perSecond the rate that was meant
     * @param recorded how many events were recorded
     * @param delivered how many the ingest took
     * @param dropped how many were dropped, for whatever reason
     * @param processorShare how much of one core all threads but the recording one used
     * @param peakHeapMegabytes the most of the heap that was in use
     */
    public record Outcome(int perSecond, long recorded, long delivered, long dropped, double processorShare,
            long peakHeapMegabytes) {}

    /** Runs one rate in this process. Prints the outcome as one line. */
    public static void main(String... arguments) throws IOException {
        Outcome outcome = run(Integer.parseInt(arguments[0]), Duration.ofSeconds(Long.parseLong(arguments[1])));
        System.out.println(outcome);
    }

    /** Runs one rate. */
    public static Outcome run(int perSecond, Duration length) throws IOException {
        Process ingest = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "app.quotawatch.ingest.Main", "--port", "0")
                .redirectErrorStream(true).start();
        try (BufferedReader output = new BufferedReader(
                new InputStreamReader(ingest.getInputStream(), StandardCharsets.UTF_8))) {
            return run(perSecond, length, address(output));
        } finally {
            ingest.destroy();
        }
    }

    private static URI address(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            int at = line.indexOf("http://");
            if (at >= 0) {
                return URI.create(line.substring(at).split("[\\s/,]*(\\s|$)")[0]);
            }
        }
        throw new IOException("the ingest did not start");
    }

    private static Outcome run(int perSecond, Duration length, URI ingest) {
        try (Engine engine = new Engine(QuotaWatchConfig.builder("qw_live_benchmark").ingestUrl(ingest)
                .api(ApiConfig.builder("API").baseUrl("https://api.example.com").build()).build())) {
            engine.start(Thread.currentThread().getContextClassLoader(), new OwnThread());
            OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            long cpu = process.getProcessCpuTime() - ownCpu();
            long start = System.nanoTime();
            long recorded = 0;
            long peak = 0;
            for (long now = start; now - start < length.toNanos(); now = System.nanoTime()) {
                long due = (now - start) * perSecond / TimeUnit.SECONDS.toNanos(1);
                for (; recorded < due; recorded++) {
                    engine.record(ApiCall.builder("API").endpoint("/v1/things").method("GET").status(200)
                            .latency(Duration.ofMillis(142)).build());
                }
                Runtime runtime = Runtime.getRuntime();
                peak = Math.max(peak, runtime.totalMemory() - runtime.freeMemory());
                LockSupport.parkNanos(STEP_NANOS);
            }
            double share = (double) (process.getProcessCpuTime() - ownCpu() - cpu) / (System.nanoTime() - start);
            engine.flush(Duration.ofSeconds(30));
            DeliveryStats stats = engine.deliveryStats();
            long dropped = stats.dropped().values().stream().mapToLong(Long::longValue).sum();
            if (stats.recorded() != recorded || stats.delivered() + dropped != recorded) {
                throw new IllegalStateException("the account does not add up: " + stats);
            }
            return new Outcome(perSecond, recorded, stats.delivered(), dropped, share, peak >> 20);
        }
    }

    private static long ownCpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
