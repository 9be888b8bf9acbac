package app.quotawatch.benchmarks.filters;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.sun.management.ThreadMXBean;

import app.quotawatch.benchmarks.clients.ClientCall;
import app.quotawatch.benchmarks.endtoend.JavaProcess;

/**
 * The time of {@link FilterPair}'s call on a machine that others use too: many short chunks of calls are timed, and the tenth
 * percentile is reported. Whoever disturbs the machine disturbs some of the chunks, but hardly nine of ten. Our own rare slow
 * moments, such as a collection of garbage, are left out as well, so this is no replacement for a mean; it is for comparing pairs.
 * <p>
 * The heap is small and touched before, as in all benchmarks that allocate: an application's heap has been used all over when it
 * makes a call, and the first use of a page costs more than a call. With a heap that grows, the same code had two speeds.
 */
public final class QuietPair {

    private static final int CALLS = 100;
    private static final int MAX_CHUNKS = 1 << 20;
    private static final double RANK = 0.1;
    private static final String RESULT = "outcome";

    private QuietPair() {}

    /**
     * What one call costs.
     *
     * @param pair the pair
     * @param rateLimitHeaders how many of the response's 20 headers are rate-limit headers
     * @param matched whether the call's host is a configured API's
     * @param nanos the tenth percentile of the chunks, per call
     * @param bytes the bytes that a call allocates on its thread
     */
    public record Outcome(String pair, int rateLimitHeaders, boolean matched, double nanos, double bytes) {}

    /** What is measured: a filter pair, or the hook of another client. */
    public interface Subject {

        /** Makes one call. */
        Object call() throws Exception;

        /** Checks that the intended path was measured. */
        void check();
    }

    /** Measures one pair in this process. Arguments: the pair, the headers, whether it matches, ms of warm-up, ms measured. */
    public static void main(String... arguments) throws Exception {
        Subject pair = subject(arguments[0], Integer.parseInt(arguments[1]), Boolean.parseBoolean(arguments[2]));
        double[] nanos = new double[MAX_CHUNKS];
        measure(pair, nanos, Duration.ofMillis(Long.parseLong(arguments[3])));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        int chunks = measure(pair, nanos, Duration.ofMillis(Long.parseLong(arguments[4])));
        double bytes = (double) (threads.getCurrentThreadAllocatedBytes() - before) / chunks / CALLS;
        pair.check();
        Arrays.sort(nanos, 0, chunks);
        System.out.printf(Locale.ROOT, "%s %f %f%n", RESULT, nanos[(int) (chunks * RANK)], bytes);
    }

    private static Subject subject(String name, int rateLimitHeaders, boolean matched) throws Exception {
        if (name.startsWith("okhttp") || name.startsWith("jdk")) {
            ClientCall call = new ClientCall();
            call.client = name;
            call.rateLimitHeaders = rateLimitHeaders;
            call.matched = matched;
            call.prepare();
            return call;
        }
        FilterPair pair = new FilterPair();
        pair.pair = name;
        pair.rateLimitHeaders = rateLimitHeaders;
        pair.matched = matched;
        pair.apis = 100;
        pair.prepare();
        return pair;
    }

    private static int measure(Subject pair, double[] nanos, Duration length) throws Exception {
        long end = System.nanoTime() + length.toNanos();
        int chunks = 0;
        Object last = null;
        for (long start = System.nanoTime(); start < end && chunks < MAX_CHUNKS; start = System.nanoTime()) {
            for (int i = 0; i < CALLS; i++) {
                last = pair.call();
            }
            nanos[chunks++] = (System.nanoTime() - start) / (double) CALLS;
        }
        if (last == null) {
            throw new IllegalStateException("nothing was measured");
        }
        return chunks;
    }

    /** Measures one pair in a new process. */
    public static Outcome inProcess(String pair, int rateLimitHeaders, boolean matched, Duration warmUp,
            Duration length)
            throws IOException {
        try (JavaProcess process = JavaProcess.start(List.of("--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-cp", System.getProperty("java.class.path"),
                QuietPair.class.getName(), pair, "" + rateLimitHeaders,
                "" + matched, "" + warmUp.toMillis(), "" + length.toMillis()))) {
            String[] result = process.await(RESULT).split(" ");
            return new Outcome(pair, rateLimitHeaders, matched, Double.parseDouble(result[1]),
                    Double.parseDouble(result[2]));
        }
    }
}
