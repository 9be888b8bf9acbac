package app.quotawatch.benchmarks.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures Quarkus's client as {@link WholeCalls} measures the others, except that each observer needs an application of its own:
 * packaged applications, each in its own process, make calls by turns. The observer is none, the extension, or Quarkus's own
 * OpenTelemetry; both use their defaults and deliver to a server that accepts everything.
 * <p>
 * Each is started several times: what the JIT makes of {@code TreeMap.put}, in which the client collects headers, differs from start
 * to start, and is worth up to 5 µs of a call, whoever observes it.
 * <p>
 * OpenTelemetry is set up as <a href="https://quarkus.io/guides/opentelemetry-tracing">its guide</a> describes, but delivers over
 * HTTP instead of gRPC, because the server supports only HTTP.
 */
public final class QuarkusCalls {

    private static final String UNOBSERVED = "unobserved";
    private static final List<String> OBSERVERS = List.of("quotawatch", "opentelemetry");
    private static final String CLIENT = "quarkus";

    /* Of a fixed size and touched before: one that has just grown costs a page fault for almost each call. */
    private static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

    private static final int STARTS = 3;

    /** How many processes are warmed up, one after the other. */
    public static final int PROCESSES = STARTS * (1 + OBSERVERS.size());

    private static final Path APPLICATIONS = Path.of("quarkus-calls");
    private static final String WARM = "warm";
    private static final String RESULT = "outcome";

    private QuarkusCalls() {}

    /** Runs the applications: on all cores until they are warm, then on one. Returns an outcome for each observer. */
    public static List<WholeCalls.Outcome> inProcesses(Duration warmUp, Duration length) throws IOException {
        Map<String, Turns> turns = new LinkedHashMap<>();
        for (int i = 0; i < STARTS; i++) {
            start(warmUp, length.dividedBy(STARTS), turns);
        }
        List<WholeCalls.Outcome> outcomes = new ArrayList<>();
        turns.forEach((observer, all) -> outcomes.add(all.outcome(CLIENT, observer, Double.NaN)));
        for (WholeCalls.Outcome outcome : outcomes) {
            System.out.printf(Locale.ROOT, "Quarkus, observed by %s: p50 %.1f us, %.3f of that without%n",
                    outcome.observer(), outcome.medianMicros(), outcome.ratio());
        }
        return outcomes;
    }

    private static void start(Duration warmUp, Duration length, Map<String, Turns> turns) throws IOException {
        try (Application bare = new Application(UNOBSERVED, warmUp)) {
            for (String observer : OBSERVERS) {
                try (Application observed = new Application(observer, warmUp)) {
                    compare(bare, observed, length, turns.computeIfAbsent(observer, unseen -> new Turns()));
                }
            }
        }
    }

    private static void compare(Application bare, Application observed, Duration length, Turns turns)
            throws IOException {
        OneCore ours = OneCore.pin();
        try {
            bare.pin();
            observed.pin();
            boolean first = true;
            for (long end = System.nanoTime() + length.toNanos(); System.nanoTime() < end; first = !first) {
                Turns.Block before = first ? observed.block() : null;
                Turns.Block without = bare.block();
                turns.add(without, before == null ? observed.block() : before);
            }
        } finally {
            ours.release();
        }
    }

    /** One application and its server. */
    private static final class Application implements AutoCloseable {

        private final String observer;
        private final Upstream upstream = new Upstream();
        private final JavaProcess process;

        Application(String observer, Duration warmUp) throws IOException {
            this.observer = observer;
            process = JavaProcess.start(command(warmUp));
            process.await(WARM);
        }

        private List<String> command(Duration warmUp) {
            List<String> command = new ArrayList<>(HEAP);
            command.add("-Dquarkus.rest-client.things.url=" + upstream.observedUri());
            if (observer.equals("quotawatch")) {
                command.add("-Dquotawatch.api-key=qw_live_benchmark");
                command.add("-Dquotawatch.ingest-url=" + upstream.uri());
                command.add("-Dquotawatch.apis.things.base-url=" + upstream.observedUri());
            } else if (observer.equals("opentelemetry")) {
                command.add("-Dquarkus.otel.exporter.otlp.protocol=http/protobuf");
                command.add("-Dquarkus.otel.exporter.otlp.endpoint=" + upstream.uri());
            }
            command.addAll(List.of("-jar",
                    APPLICATIONS.resolve(observer).resolve("target/quarkus-app/quarkus-run.jar").toString(),
                    "" + warmUp.toMillis()));
            return command;
        }

        void pin() {
            OneCore.pin(process.pid());
        }

        Turns.Block block() throws IOException {
            process.proceed();
            String[] result = process.await(RESULT).split(" ");
            return new Turns.Block(Long.parseLong(result[1]) / 1e3, Long.parseLong(result[2]) / 1e3, Double.NaN);
        }

        @Override
        public void close() throws IOException {
            process.close();
            upstream.close();
            if (upstream.reports() > 0 == observer.equals(UNOBSERVED)) {
                throw new IllegalStateException("the measurement is invalid: " + observer + " with "
                        + upstream.reports() + " reports");
            }
        }
    }
}
