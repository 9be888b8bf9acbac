package app.quotawatch.benchmarks.peers;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import zipkin2.reporter.BytesMessageSender;
import zipkin2.reporter.Encoding;

/** Where the peers' recorders send to: nowhere at once, or never. */
public final class Senders {

    private Senders() {}

    /** Returns a sender that takes everything and counts it. */
    public static BytesMessageSender quick(LongAdder taken) {
        return new Sender(false, taken);
    }

    /** Returns a sender that never comes back, so that the recorder's buffer becomes full and stays so. */
    public static BytesMessageSender stuck() {
        return new Sender(true, new LongAdder());
    }

    /**
     * Returns OpenTelemetry's SDK with a batch processor as <a
     * href="https://opentelemetry.io/docs/languages/java/sdk/#spanprocessor">its documentation</a> recommends for production, with
     * its defaults, whose exporter never comes back.
     */
    public static OpenTelemetry openTelemetry(Sampler sampler) {
        return OpenTelemetrySdk.builder()
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(sampler)
                        .addSpanProcessor(batching(true, new LongAdder()))
                        .build())
                .build();
    }

    /** Returns a batch processor with its defaults, and an exporter that counts what it takes, or never comes back. */
    public static SpanProcessor batching(boolean stuck, LongAdder taken) {
        return BatchSpanProcessor.builder(new Exporter(stuck, taken))
                .setExporterTimeout(stuck ? 1 : 0, TimeUnit.DAYS)
                .build();
    }

    /** Returns what answers an HTTP request in place of the network: at once, or never. */
    public static Interceptor answering(boolean stuck) {
        return chain -> {
            if (stuck) {
                stay();
            }
            return new Response.Builder().request(chain.request()).protocol(Protocol.HTTP_1_1).code(200).message("OK")
                    .body(ResponseBody.create("{\"success\":true}", MediaType.get("application/json"))).build();
        };
    }

    /** Does not come back. */
    public static void stay() {
        try {
            TimeUnit.DAYS.sleep(1);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Exporter implements SpanExporter {

        private final boolean stuck;
        private final LongAdder taken;

        Exporter(boolean stuck, LongAdder taken) {
            this.stuck = stuck;
            this.taken = taken;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            taken.add(spans.size());
            return stuck ? new CompletableResultCode() : CompletableResultCode.ofSuccess();
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

    private static final class Sender extends BytesMessageSender.Base {

        private final boolean stuck;
        private final LongAdder taken;

        Sender(boolean stuck, LongAdder taken) {
            super(Encoding.JSON);
            this.stuck = stuck;
            this.taken = taken;
        }

        @Override
        public int messageMaxBytes() {
            return 500_000; // that of the HTTP senders
        }

        @Override
        public void send(List<byte[]> spans) {
            taken.add(spans.size());
            if (stuck) {
                stay();
            }
        }

        @Override
        public void close() {
            // there is nothing to release
        }
    }
}
