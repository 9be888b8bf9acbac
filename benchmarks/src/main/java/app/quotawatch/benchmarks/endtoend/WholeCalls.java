package app.quotawatch.benchmarks.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import app.quotawatch.benchmarks.ThreadTimes;

/**
 * Calls of RESTEasy's or Jersey's client, and reading their responses, without and with an observer by turns, in one JVM and each
 * on its own persistent connection. The observer is QuotaWatch, which delivers to a server that accepts everything, SmallRye
 * OpenTelemetry, whose exporter accepts everything, or filters that do nothing.
 * <p>
 * They warm up on all cores: the compiler needs half a minute for a client if it shares a core with it, and until then one measures
 * the compiler. Then they are measured on one, with the server.
 */
public final class WholeCalls {

    /** The clients. */
    public static final List<String> CLIENTS = List.of("resteasy", "jersey");
    /** The observers. */
    public static final List<String> OBSERVERS = List.of("quotawatch", "smallrye-opentelemetry");
    /** What one can measure besides. */
    static final String EMPTY_PAIR = "empty-pair";

    private static final int BLOCK = 1_000;
    /* An observer's code and data are no longer in the processor's caches after a block without it. */
    private static final int BEFORE_EACH = 100;
    private static final String RESULT = "outcome";

    private WholeCalls() {}

    /**
     * What the calls took, in microseconds.
     *
     * @param client the client
     * @param observer its observer
     * @param withoutMicros the median of a call without an observer
     * @param medianMicros the median with it
     * @param p99Micros the 99th percentile with it
     * @param ratio the median of the ratios of two blocks that followed each other
     * @param callerMicros processor time of the calling thread without an observer; NaN if it was not measured
     * @param callerBeyondMicros how much more it used with it
     * @param backgroundMicros processor time of the observer's own threads per observed call
     */
    public record Outcome(String client, String observer, double withoutMicros, double medianMicros, double p99Micros,
            double ratio, double callerMicros, double callerBeyondMicros, double backgroundMicros) {

        String line() {
            return String.format(Locale.ROOT, "%s %s %s %f %f %f %f %f %f %f", RESULT, client, observer, withoutMicros,
                    medianMicros, p99Micros, ratio, callerMicros, callerBeyondMicros, backgroundMicros);
        }

        static Outcome parse(String line) {
            String[] parts = line.split(" ");
            double[] numbers = new double[7];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Double.parseDouble(parts[i + 3]);
            }
            return new Outcome(parts[1], parts[2], numbers[0], numbers[1], numbers[2], numbers[3], numbers[4],
                    numbers[5],
                    numbers[6]);
        }
    }

    /** Measures in this process. Arguments: client, observer, ms of warm-up, ms of turns, and again of calls with the observer. */
    public static void main(String... arguments) throws IOException {
        String client = arguments[0];
        String observer = arguments[1];
        System.setProperty("jakarta.ws.rs.ext.RuntimeDelegate", client.equals("jersey")
                ? "org.glassfish.jersey.internal.RuntimeDelegateImpl"
                : "org.jboss.resteasy.core.providerfactory.ResteasyProviderFactoryImpl");
        try (Caller without = Caller.of(client, Caller.UNOBSERVED); Caller with = Caller.of(client, observer)) {
            for (long end = end(arguments[2]); System.nanoTime() < end;) {
                without.call(BLOCK);
                with.call(BLOCK);
            }
            OneCore.pin();
            Turns turns = new Turns();
            boolean first = true;
            for (long end = end(arguments[3]); System.nanoTime() < end; first = !first) {
                Turns.Block observed = first ? block(with) : null;
                Turns.Block bare = block(without);
                turns.add(bare, observed == null ? block(with) : observed);
            }
            System.out.println(turns.outcome(client, observer, background(with, end(arguments[3]))).line());
        }
    }

    private static Turns.Block block(Caller caller) {
        caller.call(BEFORE_EACH);
        return caller.block(BLOCK);
    }

    /* An observer's own threads work for calls that follow each other: turns without it would make their code cold. */
    private static double background(Caller caller, long end) {
        caller.call(BLOCK);
        ThreadTimes before = ThreadTimes.of(ThreadTimes.OBSERVERS);
        int calls = 0;
        while (System.nanoTime() < end) {
            caller.call(BLOCK);
            calls += BLOCK;
        }
        return before.nanosSince() / 1e3 / calls;
    }

    private static long end(String millis) {
        return System.nanoTime() + Duration.ofMillis(Long.parseLong(millis)).toNanos();
    }

    /** Measures in a new process. */
    public static Outcome inProcess(String client, String observer, Duration warmUp, Duration length)
            throws IOException {
        try (JavaProcess process = JavaProcess.start(List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-cp",
                System.getProperty("java.class.path"), WholeCalls.class.getName(), client, observer,
                "" + warmUp.toMillis(), "" + length.toMillis()))) {
            Outcome outcome = Outcome.parse(process.await(RESULT));
            System.out.printf(Locale.ROOT, "%s, observed by %s: p50 %.1f us, %.3f of that without, thread +%.2f us%n",
                    client,
                    observer, outcome.medianMicros(), outcome.ratio(), outcome.callerBeyondMicros());
            return outcome;
        }
    }
}
