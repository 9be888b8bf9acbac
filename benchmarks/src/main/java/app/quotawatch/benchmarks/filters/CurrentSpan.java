package app.quotawatch.benchmarks.filters;

import app.quotawatch.benchmarks.peers.Senders;
import app.quotawatch.metrics.OpenTelemetrySpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/** A sampled span of a client that is current on the thread that creates this, as while an instrumented client makes a call. */
final class CurrentSpan implements AutoCloseable {

    private final Span span = Senders.openTelemetry(Sampler.alwaysOn()).getTracer("benchmark").spanBuilder("call")
            .setSpanKind(SpanKind.CLIENT).startSpan();
    private final Scope scope = span.makeCurrent();

    /** Returns whether it has an attribute of ours. */
    boolean showsQuota() {
        return ((ReadableSpan) span).getAttribute(AttributeKey.stringKey(OpenTelemetrySpans.API)) != null;
    }

    @Override
    public void close() {
        scope.close();
        span.end();
    }
}
