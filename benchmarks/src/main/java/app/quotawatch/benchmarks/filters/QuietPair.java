package app.quotawatch.benchmarks.filters;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.sun.management.ThreadMXBean;

import app.quotawatch.benchmarks.clients.ClientCall;
import app.quotawatch.benchmarks.endtoend.JavaProcess;

/**
 * The time of {@link FilterPair}'s call on a machine that others use too. All pairs are there at the same time, each in a JVM of its
 * own, and take turns of a tenth of a second: a machine that changes its speed from second to second changes it for all of them. In
 * a turn, short chunks of calls are timed, and the tenth percentile counts. Whoever disturbs the machine disturbs some of the chunks,
 * but hardly nine of ten. Our own rare slow moments, such as a collection of garbage, are left out as well, so this is no
 * replacement for a mean; it is for comparing pairs.
 * <p>
 * The heap is small and touched before, as in all benchmarks that allocate: an application's heap has been used all over when it
 * makes a call, and the first use of a page costs more than a call. With a heap that grows, the same code had two speeds.
 */
public final class QuietPair {

    private static final int CALLS = 100;
    private static final int MAX_CHUNKS = 1 << 17;
    private static final double RANK = 0.1;
    private static final Duration TURN = Duration.ofMillis(100);
    private static final String WARM = "warm";
    private static final String RESULT = "outcome";
    private static final String CHECKED = "checked";

    private QuietPair() {}

    /**
     * One of the pairs.
     *
     * @param pair its name
     * @param rateLimitHeaders how many of the response's 20 headers are rate-limit headers
     * @param matched whether the call's host is a configured API's
     */
    public record Kind(String pair, int rateLimitHeaders, boolean matched) {}

    /**
     * What one call cost in one turn.
     *
     * @param kind the pair
     * @param round the turn's number
     * @param nanos the tenth percentile of the chunks, per call
     * @param bytes the bytes that a call allocates on its thread
     */
    public record Outcome(Kind kind, int round, double nanos, double bytes) {}

    /** What is measured: a filter pair, or the hook of another client. */
    public interface Subject {

        /** Makes one call. */
        Object call() throws Exception;

        /** Checks that the intended path was measured. */
        void check();
    }

    /** Measures one pair in this process, a turn for each line of the input. Arguments: the pair, the headers, whether it matches, ms of warm-up. */
    public static void main(String... arguments) throws Exception {
        Subject pair = subject(arguments[0], Integer.parseInt(arguments[1]), Boolean.parseBoolean(arguments[2]));
        double[] nanos = new double[MAX_CHUNKS];
        for (long end = System.nanoTime() + Long.parseLong(arguments[3]) * 1_000_000; System.nanoTime() < end;) {
            measure(pair, nanos, TURN);
        }
        System.out.println(WARM);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        while (System.in.read() >= 0) {
            long before = threads.getCurrentThreadAllocatedBytes();
            int chunks = measure(pair, nanos, TURN);
            double bytes = (double) (threads.getCurrentThreadAllocatedBytes() - before) / chunks / CALLS;
            Arrays.sort(nanos, 0, chunks);
            System.out.printf(Locale.ROOT, "%s %f %f%n", RESULT, nanos[(int) (chunks * RANK)], bytes);
        }
        pair.check();
        System.out.println(CHECKED);
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

    /**
     * Measures pairs in new processes, by turns.
     *
     * @param first the number of the first turn
     */
    public static List<Outcome> byTurns(List<Kind> kinds, Duration warmUp, int first, int rounds) throws IOException {
        List<JavaProcess> processes = new ArrayList<>();
        try {
            for (Kind kind : kinds) {
                JavaProcess process = start(kind, warmUp);
                processes.add(process);
                process.await(WARM);
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (int round = first; round < first + rounds; round++) {
                for (int i = 0; i < kinds.size(); i++) {
                    outcomes.add(turn(kinds.get(i), round, processes.get(i)));
                }
            }
            for (JavaProcess process : processes) {
                process.endInput();
                process.await(CHECKED);
            }
            return outcomes;
        } finally {
            processes.forEach(JavaProcess::close);
        }
    }

    private static JavaProcess start(Kind kind, Duration warmUp) throws IOException {
        return JavaProcess.start(List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "-Xms512m", "-Xmx512m",
                "-XX:+AlwaysPreTouch", "-cp", System.getProperty("java.class.path"), QuietPair.class.getName(),
                kind.pair(), "" + kind.rateLimitHeaders(), "" + kind.matched(), "" + warmUp.toMillis()));
    }

    private static Outcome turn(Kind kind, int round, JavaProcess process) throws IOException {
        process.proceed();
        String[] result = process.await(RESULT).split(" ");
        return new Outcome(kind, round, Double.parseDouble(result[1]), Double.parseDouble(result[2]));
    }
}
