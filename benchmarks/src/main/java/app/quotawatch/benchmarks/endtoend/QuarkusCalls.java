package app.quotawatch.benchmarks.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures Quarkus's client as {@link Call} measures the others: packaged applications, each in its own process, call an API in
 * this process. The observer is none, the extension, or Quarkus's own OpenTelemetry; both use their defaults and deliver to a
 * server that accepts everything.
 * <p>
 * OpenTelemetry is set up as <a href="https://quarkus.io/guides/opentelemetry-tracing">its guide</a> describes, but delivers over
 * HTTP instead of gRPC, because the server supports only HTTP.
 */
public final class QuarkusCalls {

    /** The observers; {@code nobody} means none. */
    public static final List<String> OBSERVERS = List.of("nobody", "quotawatch", "opentelemetry");

    private static final Path APPLICATIONS = Path.of("quarkus-calls");
    private static final String WARM = "warm";
    private static final String RESULT = "outcome";

    private QuarkusCalls() {}

    /**
     * How long the calls took.
     *
     * @param observer the observer
     * @param medianMicros the median
     * @param p99Micros the 99th percentile
     * @param perSecond how many calls per second were made, one after another
     */
    public record Outcome(String observer, double medianMicros, double p99Micros, double perSecond) {}

    private static Path application(String observer) {
        return APPLICATIONS.resolve(observer).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** Runs one of the applications: on all cores until it is warm, then on one. */
    public static Outcome inProcess(String observer, Duration warmUp, Duration length) throws IOException {
        try (Upstream upstream = new Upstream();
                JavaProcess calls = JavaProcess.start(command(observer, upstream, warmUp, length))) {
            calls.await(WARM);
            OneCore ours = OneCore.pin();
            String[] result;
            try {
                OneCore.pin(calls.pid());
                calls.proceed();
                result = calls.await(RESULT).split(" ");
            } finally {
                ours.release();
            }
            if (upstream.reports() > 0 == observer.equals("nobody")) {
                throw new IllegalStateException("the measurement is invalid: " + observer + " with "
                        + upstream.reports() + " reports");
            }
            Outcome outcome = new Outcome(observer, Long.parseLong(result[1]) / 1e3, Long.parseLong(result[2]) / 1e3,
                    Double.parseDouble(result[3]));
            System.out.printf(Locale.ROOT, "Quarkus, observed by %s: p50 %.1f us, p99 %.1f us, %.0f calls/s%n",
                    observer, outcome.medianMicros(), outcome.p99Micros(), outcome.perSecond());
            return outcome;
        }
    }

    private static List<String> command(String observer, Upstream upstream, Duration warmUp, Duration length) {
        List<String> command = new ArrayList<>();
        command.add("-Dquarkus.rest-client.things.url=" + upstream.observedUri());
        if (observer.equals("quotawatch")) {
            command.add("-Dquotawatch.api-key=qw_live_benchmark");
            command.add("-Dquotawatch.ingest-url=" + upstream.uri());
            command.add("-Dquotawatch.apis.things.base-url=" + upstream.observedUri());
        } else if (observer.equals("opentelemetry")) {
            command.add("-Dquarkus.otel.exporter.otlp.protocol=http/protobuf");
            command.add("-Dquarkus.otel.exporter.otlp.endpoint=" + upstream.uri());
        }
        command.addAll(List.of("-jar", application(observer).toString(), "" + warmUp.toMillis(),
                "" + length.toMillis()));
        return command;
    }

    /** Runs each application once, for some seconds. */
    public static void main(String... arguments) throws IOException {
        for (String observer : OBSERVERS) {
            inProcess(observer, Duration.ofSeconds(5), Duration.ofSeconds(5));
        }
    }
}
