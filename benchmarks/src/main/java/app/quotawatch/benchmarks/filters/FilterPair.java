package app.quotawatch.benchmarks.filters;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseFilter;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import app.quotawatch.QuotaWatch;
import app.quotawatch.benchmarks.peers.EmptyFilter;
import app.quotawatch.benchmarks.peers.LeastFilter;
import app.quotawatch.benchmarks.peers.Ours;
import app.quotawatch.benchmarks.peers.Senders;
import app.quotawatch.metrics.OpenTelemetrySpans;
import app.quotawatch.rest.CallFilter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.smallrye.opentelemetry.implementation.rest.OpenTelemetryClientFilter;

/**
 * One call: the request filter and the response filter, without a network in between. All recorders are in the same state: their
 * buffers are full and nothing empties them, so no background thread takes part. In this state, the peers cost the caller least,
 * because they reject new spans; QuotaWatch keeps the new event and drops the oldest.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = {"--add-opens=java.base/java.lang=ALL-UNNAMED", "-Xms512m", "-Xmx512m",
        "-XX:+AlwaysPreTouch"})
public class FilterPair implements QuietPair.Subject {

    /** The filter pair. What showing quotas in spans costs is the difference between the two pairs with a span. */
    @Param({"empty", "quotawatch", "quotawatch-in-a-span", "quotawatch-span-attributes", "smallrye-opentelemetry",
            "smallrye-opentelemetry-unsampled", "brave", "micrometer"})
    public String pair;

    /** How many APIs are configured; only QuotaWatch uses this. */
    @Param({"1", "100"})
    public int apis;

    /** How many of the response's 20 headers are rate-limit headers. */
    @Param({"0", "2", "6"})
    public int rateLimitHeaders;

    /** Whether the call's host is one of the configured APIs'. */
    @Param({"true", "false"})
    public boolean matched;

    private HandmadeRequest request;
    private HandmadeResponse response;
    private ClientRequestFilter before;
    private ClientResponseFilter after;
    private QuotaWatch quotaWatch;
    private CurrentSpan span;

    /** Creates the pair and the call. */
    @Setup
    public void prepare() throws IOException {
        request = new HandmadeRequest(matched
                ? "https://api0.example.com/v1/chat/completions"
                : "https://elsewhere.example.org/v1/chat/completions");
        response = new HandmadeResponse(rateLimitHeaders);
        if (pair.startsWith("quotawatch")) {
            quotaWatch = Ours.startIdle(apis);
        }
        if (pair.contains("span")) {
            span = new CurrentSpan();
        }
        if (pair.equals("quotawatch-span-attributes")) {
            OpenTelemetrySpans.bind(quotaWatch);
        }
        Object filter = switch (pair) {
            case "empty" -> new EmptyFilter();
            case "least" -> new LeastFilter();
            case "quotawatch", "quotawatch-in-a-span", "quotawatch-span-attributes" -> new CallFilter();
            case "smallrye-opentelemetry" -> new OpenTelemetryClientFilter(Senders.openTelemetry(Sampler.alwaysOn()));
            case "smallrye-opentelemetry-unsampled" ->
                new OpenTelemetryClientFilter(Senders.openTelemetry(Sampler.alwaysOff()));
            case "brave" -> new BraveFilter();
            case "micrometer" -> new MicrometerFilter();
            default -> throw new IllegalArgumentException(pair);
        };
        before = (ClientRequestFilter) filter;
        after = (ClientResponseFilter) filter;
        // the remembered strings of a response must not be those of the measured responses
        before.filter(request);
        after.filter(request, new HandmadeResponse(rateLimitHeaders));
    }

    /** Checks that the intended path was measured. */
    @Override
    @TearDown
    public void check() {
        if (span != null) {
            span.close();
            if (span.showsQuota() != (matched && pair.equals("quotawatch-span-attributes"))) {
                throw new IllegalStateException("the measurement is invalid: " + pair);
            }
        }
        if (after instanceof LeastFilter least && least.recorded() == 0) {
            throw new IllegalStateException("the measurement is invalid: nothing was recorded");
        }
        if (quotaWatch != null) {
            boolean recorded = quotaWatch.deliveryStats().recorded() > 0;
            boolean failed = quotaWatch.deliveryStats().internalErrors() > 0;
            if (recorded != matched || failed) {
                throw new IllegalStateException("the measurement is invalid: " + quotaWatch);
            }
        }
    }

    /** Makes one call. */
    @Override
    @Benchmark
    public Object call() throws IOException {
        request.renew();
        response.renew();
        before.filter(request);
        after.filter(request, response);
        return request;
    }
}
