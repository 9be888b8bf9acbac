package app.quotawatch.quarkus.test.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.WebApplicationException;

import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import app.quotawatch.QuotaWatch;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quarkus.arc.Unremovable;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Calls of a traced application. The spans are the same whether or not the calls are observed, but for what they show of quotas. */
public abstract class TracedCalls {

    private static final int SECONDS = 30;

    @Inject
    @RestClient
    TracedThings things;

    @Inject
    OpenTelemetry openTelemetry;

    @Inject
    Exported exported;

    @Inject
    QuotaWatch quotaWatch;

    @Inject
    Vertx vertx;

    private final boolean observed;
    private long recordedBefore;

    /** @param observed whether the calls are recorded */
    protected TracedCalls(boolean observed) {
        this.observed = observed;
    }

    /** Returns the application with tracing. */
    protected static QuarkusUnitTest traced(QuarkusUnitTest application) {
        return application
                .setForcedDependencies(List.of(
                        Dependency.of("io.quarkus", "quarkus-opentelemetry", System.getProperty("version.quarkus"))))
                .overrideConfigKey("quarkus.otel.traces.exporter", "cdi");
    }

    @BeforeEach
    void forget() {
        spans();
        exported.spans.clear();
        recordedBefore = quotaWatch.deliveryStats().recorded();
    }

    @Test
    void call_hasOneSpanWithinItsCallersSpan() {
        Span caller = caller();

        String sent = within(caller, () -> things.get("traceparent"));

        assertThat(clientSpans()).singleElement().satisfies(span -> {
            assertThat(span.getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
            assertThat(span.getTraceId()).isEqualTo(caller.getSpanContext().getTraceId());
            assertThat(sent).as("trace context that the API receives").isEqualTo(
                    "00-" + span.getTraceId() + "-" + span.getSpanId() + "-01");
        });
        assertThat(spans()).filteredOn(span -> span.getName().equals("caller")).singleElement()
                .satisfies(span -> assertThat(span.getAttributes().asMap()).isEmpty());
        assertRecorded(1);
    }

    @Test
    void currentSpanOfAClient_showsTheQuota() {
        Span client = openTelemetry.getTracer("test").spanBuilder("client").setSpanKind(SpanKind.CLIENT).startSpan();

        within(client, () -> {
            quotaWatch.record(ApiCall.builder("things").method("GET").status(200).build());
            return "recorded";
        });

        assertThat(clientSpans()).singleElement().satisfies(
                span -> assertThat(span.getAttributes().get(AttributeKey.stringKey("quotawatch.api")))
                        .isEqualTo(observed ? "things" : null));
    }

    @Test
    void attempts_haveOneSpanEachWithinTheirCallersSpan() {
        Span caller = caller();

        assertThatThrownBy(() -> within(caller, () -> things.retried("status-502")))
                .isInstanceOf(WebApplicationException.class);

        assertThat(clientSpans()).hasSize(3)
                .allSatisfy(span -> assertThat(span.getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId()));
        assertRecorded(3);
    }

    @Test
    void callOnADuplicatedContext_continuesThereWithinItsSpan() throws Exception {
        Span caller = caller();
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        CompletableFuture<String> sent = new CompletableFuture<>();
        CompletableFuture<List<Object>> before = new CompletableFuture<>();
        CompletableFuture<List<Object>> after = new CompletableFuture<>();
        context.runOnContext(go -> {
            Scope scope = caller.makeCurrent();
            before.complete(here());
            things.later("traceparent").onTermination().invoke(() -> after.complete(here()))
                    .onTermination().invoke(scope::close)
                    .subscribe().with(sent::complete, sent::completeExceptionally);
        });

        String traceparent = sent.get(SECONDS, TimeUnit.SECONDS);

        assertThat(after.get()).as("thread, context and span").isEqualTo(before.get());
        assertThat(clientSpans()).singleElement().satisfies(span -> {
            assertThat(span.getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
            assertThat(traceparent).contains(span.getSpanId());
        });
        assertRecorded(1);
    }

    private static List<Object> here() {
        return List.of(Thread.currentThread(), VertxContext.getRootContext(Vertx.currentContext()),
                Span.current().getSpanContext());
    }

    private Span caller() {
        return openTelemetry.getTracer("test").spanBuilder("caller").startSpan();
    }

    private static <T> T within(Span caller, Supplier<T> call) {
        try (Scope scope = caller.makeCurrent()) {
            assertThat(scope).isNotNull();
            return call.get();
        } finally {
            caller.end();
        }
    }

    private List<SpanData> clientSpans() {
        return spans().stream().filter(span -> span.getKind() == SpanKind.CLIENT).toList();
    }

    private List<SpanData> spans() {
        ((OpenTelemetrySdk) openTelemetry).getSdkTracerProvider().forceFlush().join(SECONDS, TimeUnit.SECONDS);
        return exported.spans;
    }

    private void assertRecorded(int calls) {
        assertThat(quotaWatch.deliveryStats().recorded() - recordedBefore).isEqualTo(observed ? calls : 0);
    }

    /** The traced client. */
    @RegisterRestClient(configKey = "things")
    @Path("/things")
    public interface TracedThings {

        @GET
        @Path("/{id}")
        String get(@PathParam("id") String id);

        @GET
        @Path("/{id}")
        Uni<String> later(@PathParam("id") String id);

        @GET
        @Path("/{id}")
        @Retry(maxRetries = 2, delay = 0, jitter = 0)
        String retried(@PathParam("id") String id);
    }

    /** Keeps the exported spans. */
    public static final class Exported implements SpanExporter {

        private final List<SpanData> spans = new CopyOnWriteArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> exported) {
            spans.addAll(exported);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    /** Provides the application with an exporter that tests can read. */
    public static final class Exporting {

        @Produces
        @Singleton
        @Unremovable
        Exported exported() {
            return new Exported();
        }
    }
}
