package app.quotawatch.benchmarks.endtoend;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.WebTarget;

import org.glassfish.jersey.client.JerseyClientBuilder;
import org.jboss.resteasy.client.jaxrs.internal.ResteasyClientBuilderImpl;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.benchmarks.peers.EmptyFilter;
import app.quotawatch.benchmarks.peers.Senders;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.smallrye.opentelemetry.implementation.rest.OpenTelemetryClientFilter;

/** One client with its observer, an application and a server of their own. */
final class Caller implements AutoCloseable {

    static final String UNOBSERVED = "none";

    private static final Pattern OURS = Pattern
            .compile("/quotawatch(-core)?-[0-9][^/]*\\.jar!|/src/[a-z]+/target/classes/");
    static final Pattern OTHERS = Pattern.compile("/smallrye-opentelemetry-[^/]*\\.jar!");
    static final Pattern ALL = Pattern.compile(OURS + "|" + OTHERS);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final LongAdder exported = new LongAdder();
    private final Upstream upstream;
    private final ClassLoader application;
    private final RunningQuotaWatch quotaWatch;
    private final boolean exports;
    private final Client client;
    private final WebTarget target;

    private Caller(String name, String observer) throws IOException {
        boolean ours = observer.equals("quotawatch");
        exports = observer.equals("smallrye-opentelemetry");
        upstream = new Upstream();
        application = new WithoutServices(Caller.class.getClassLoader(), ours ? OTHERS : ALL);
        Thread.currentThread().setContextClassLoader(application);
        quotaWatch = ours
                ? QuotaWatch.init(QuotaWatchConfig.builder("qw_live_benchmark").ingestUrl(upstream.uri())
                        .api(ApiConfig.builder("api").baseUrl(upstream.observedUri().toString()).build()).build())
                : null;
        ClientBuilder builder = name.equals("jersey") ? new JerseyClientBuilder() : new ResteasyClientBuilderImpl();
        if (observer.equals(WholeCalls.EMPTY_PAIR)) {
            builder.register(new EmptyFilter());
        }
        if (exports) {
            builder.register(new OpenTelemetryClientFilter(OpenTelemetrySdk.builder()
                    .setTracerProvider(SdkTracerProvider.builder()
                            .addSpanProcessor(Senders.batching(false, exported)).build())
                    .build()));
        }
        client = builder.build();
        target = client.target(upstream.observedUri() + "/v1/things");
    }

    static Caller of(String client, String observer) throws IOException {
        return new Caller(client, observer);
    }

    /** Makes calls, one after another. */
    void call(int number) {
        calls(new long[number]);
    }

    /** Makes calls and measures them. */
    Turns.Block block(int number) {
        long[] nanos = new long[number];
        long before = THREADS.getCurrentThreadCpuTime();
        calls(nanos);
        return Turns.Block.of(nanos, (THREADS.getCurrentThreadCpuTime() - before) / 1e3 / number);
    }

    private void calls(long[] nanos) {
        Thread.currentThread().setContextClassLoader(application);
        long before = System.nanoTime();
        for (int i = 0; i < nanos.length; i++) {
            String response = target.request().get(String.class);
            long after = System.nanoTime();
            if (response.isEmpty()) {
                throw new IllegalStateException("an empty response");
            }
            nanos[i] = after - before;
            before = after;
        }
    }

    /** Checks that the observer recorded and that nothing was lost. */
    @Override
    public void close() throws IOException {
        client.close();
        boolean sane = !exports || exported.sum() > 0;
        if (quotaWatch != null) {
            quotaWatch.flush(Duration.ofSeconds(5));
            sane = quotaWatch.deliveryStats().delivered() > 0 && quotaWatch.deliveryStats().internalErrors() == 0;
            System.out.println(quotaWatch.deliveryStats());
            quotaWatch.close();
        }
        upstream.close();
        if (!sane) {
            throw new IllegalStateException("the measurement is invalid");
        }
    }
}
