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

/** Destinations for the peers' recorders: they accept everything at once, or block forever. */
public final class Senders {

    private Senders() {}

    /** Returns a sender that accepts and counts everything. */
    public static BytesMessageSender quick(LongAdder accepted) {
        return new Sender(false, accepted);
    }

    /** Returns a sender that never returns, so that the recorder's buffer becomes and stays full. */
    public static BytesMessageSender stuck() {
        return new Sender(true, new LongAdder());
    }

    /**
     * Returns OpenTelemetry's SDK with a batch processor as <a
     * href="https://opentelemetry.io/docs/languages/java/sdk/#spanprocessor">its documentation</a> recommends for production, with
     * its defaults, whose exporter never finishes.
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

    /** Returns a batch processor with its defaults, and an exporter that counts the spans it accepts, or never finishes. */
    public static SpanProcessor batching(boolean stuck, LongAdder accepted) {
        return BatchSpanProcessor.builder(new Exporter(stuck, accepted))
                .setExporterTimeout(stuck ? 1 : 0, TimeUnit.DAYS)
                .build();
    }

    /** Returns an interceptor that replaces the network: it responds at once, or never. */
    public static Interceptor responding(boolean stuck) {
        return chain -> {
            if (stuck) {
                block();
            }
            return new Response.Builder().request(chain.request()).protocol(Protocol.HTTP_1_1).code(200).message("OK")
                    .body(ResponseBody.create("{\"success\":true}", MediaType.get("application/json"))).build();
        };
    }

    /** Blocks until interrupted. */
    public static void block() {
        try {
            TimeUnit.DAYS.sleep(1);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Exporter implements SpanExporter {

        private final boolean stuck;
        private final LongAdder accepted;

        Exporter(boolean stuck, LongAdder accepted) {
            this.stuck = stuck;
            this.accepted = accepted;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            accepted.add(spans.size());
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
        private final LongAdder accepted;

        Sender(boolean stuck, LongAdder accepted) {
            super(Encoding.JSON);
            this.stuck = stuck;
            this.accepted = accepted;
        }

        @Override
        public int messageMaxBytes() {
            return 500_000; // the value of the HTTP senders
        }

        @Override
        public void send(List<byte[]> spans) {
            accepted.add(spans.size());
            if (stuck) {
                block();
            }
        }

        @Override
        public void close() {
            // nothing to release
        }
    }
}
