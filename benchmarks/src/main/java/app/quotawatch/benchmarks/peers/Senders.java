package app.quotawatch.benchmarks.peers;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
import zipkin2.reporter.BytesMessageSender;
import zipkin2.reporter.Encoding;

/** Where the peers' recorders send to: nowhere at once, or never. */
public final class Senders {

    private Senders() {}

    /** Returns a sender that takes everything. */
    public static BytesMessageSender quick() {
        return new Sender(false);
    }

    /** Returns a sender that never comes back, so that the recorder's buffer becomes full and stays so. */
    public static BytesMessageSender stuck() {
        return new Sender(true);
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
                        .addSpanProcessor(batching(true))
                        .build())
                .build();
    }

    /** Returns a batch processor with its defaults. */
    public static SpanProcessor batching(boolean stuck) {
        return BatchSpanProcessor.builder(new Exporter(stuck))
                .setExporterTimeout(stuck ? 1 : 0, TimeUnit.DAYS)
                .build();
    }

    private static final class Exporter implements SpanExporter {

        private final boolean stuck;

        Exporter(boolean stuck) {
            this.stuck = stuck;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
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

        Sender(boolean stuck) {
            super(Encoding.JSON);
            this.stuck = stuck;
        }

        @Override
        public int messageMaxBytes() {
            return 500_000; // that of the HTTP senders
        }

        @Override
        public void send(List<byte[]> spans) {
            if (stuck) {
                try {
                    TimeUnit.DAYS.sleep(1);
                } catch (InterruptedException end) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void close() {
            // there is nothing to release
        }
    }
}
