package app.quotawatch.benchmarks.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.WebTarget;

import org.glassfish.jersey.client.JerseyClientBuilder;
import org.jboss.resteasy.client.jaxrs.internal.ResteasyClientBuilderImpl;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.benchmarks.peers.EmptyFilter;
import app.quotawatch.benchmarks.peers.Senders;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.smallrye.opentelemetry.implementation.rest.OpenTelemetryClientFilter;

/**
 * Makes a call and reads its response, on one persistent connection. The client has no observer, filters that do nothing,
 * QuotaWatch, which delivers to a server that accepts everything, or SmallRye OpenTelemetry, whose exporter accepts everything.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch"})
public class Call {

    private static final Pattern OURS = Pattern
            .compile("/quotawatch(-core)?-[0-9][^/]*\\.jar!|/src/[a-z]+/target/classes/");
    static final Pattern OTHERS = Pattern.compile("/smallrye-opentelemetry-[^/]*\\.jar!");
    static final Pattern ALL = Pattern.compile(OURS + "|" + OTHERS);

    /** The client. */
    @Param({"resteasy", "jersey"})
    public String client;

    /** The observer of the client. */
    @Param({"nobody", "empty-pair", "quotawatch", "smallrye-opentelemetry"})
    public String observer;

    private OneCore core;
    private final LongAdder exported = new LongAdder();
    private Upstream upstream;
    private RunningQuotaWatch quotaWatch;
    private Client rest;
    private WebTarget target;

    /** Creates the client. */
    @Setup
    public void prepare() throws IOException {
        upstream = new Upstream();
        boolean ours = observer.equals("quotawatch");
        ClassLoader application = new WithoutServices(Call.class.getClassLoader(), ours ? OTHERS : ALL);
        Thread.currentThread().setContextClassLoader(application);
        if (ours) {
            quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder("qw_live_benchmark").ingestUrl(upstream.uri())
                    .api(ApiConfig.builder("api").baseUrl(upstream.observedUri().toString())
                            .build())
                    .build());
        }
        System.setProperty("jakarta.ws.rs.ext.RuntimeDelegate", client.equals("jersey")
                ? "org.glassfish.jersey.internal.RuntimeDelegateImpl"
                : "org.jboss.resteasy.core.providerfactory.ResteasyProviderFactoryImpl");
        ClientBuilder builder = client.equals("jersey") ? new JerseyClientBuilder() : new ResteasyClientBuilderImpl();
        if (observer.equals("empty-pair")) {
            builder.register(new EmptyFilter());
        }
        if (observer.equals("smallrye-opentelemetry")) {
            builder.register(new OpenTelemetryClientFilter(OpenTelemetrySdk.builder()
                    .setTracerProvider(SdkTracerProvider.builder()
                            .addSpanProcessor(Senders.batching(false, exported)).build())
                    .build()));
        }
        rest = builder.build();
        target = rest.target(upstream.observedUri() + "/v1/things");
    }

    /**
     * Measures on one core, but warms up on all of them: the compiler needs half a minute for a client if it shares a core with
     * it, and until then one measures the compiler.
     */
    @Setup(Level.Iteration)
    public void pin(IterationParams iteration) {
        if (iteration.getType() == IterationType.MEASUREMENT && core == null) {
            core = OneCore.pin();
        }
    }

    /** Checks that the chosen observer recorded and that nothing was lost. */
    @TearDown
    public void check() throws IOException {
        rest.close();
        boolean sane = true;
        if (quotaWatch != null) {
            quotaWatch.flush(Duration.ofSeconds(5));
            sane = quotaWatch.deliveryStats().delivered() > 0 && quotaWatch.deliveryStats().internalErrors() == 0;
            System.out.println(quotaWatch.deliveryStats());
            quotaWatch.close();
        }
        upstream.close();
        if (!sane || observer.equals("smallrye-opentelemetry") && exported.sum() == 0) {
            throw new IllegalStateException("the measurement is invalid");
        }
    }

    /** Makes one call. */
    @Benchmark
    public String call() {
        return target.request().get(String.class);
    }
}
