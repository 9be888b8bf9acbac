package app.quotawatch.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import app.quotawatch.ApiCall;
import app.quotawatch.CallListener;
import app.quotawatch.QuotaWatch;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.QuotaWindow;
import io.opentelemetry.api.trace.Span;

/**
 * Adds what remains of the API's quota to the client span of each call, until it is closed: {@code quotawatch.api}, and of the
 * window that is closest to its limit {@code quotawatch.quota.used_ratio} (1 at the limit) and
 * {@code quotawatch.quota.remaining}. What is unknown is left out. Thread-safe.
 * <p>
 * It is the span that is current on the thread that receives the response, provided that it is sampled and a client's; any other
 * span is left alone.
 */
public final class OpenTelemetrySpans implements AutoCloseable {

    /** The attribute with the API's name. */
    public static final String API = "quotawatch.api";

    /** The attribute with the used part of the tightest window: 0 is unused, 1 is its limit. */
    public static final String USED_RATIO = "quotawatch.quota.used_ratio";

    /** The attribute with what remains of the tightest window, in its unit. */
    public static final String REMAINING = "quotawatch.quota.remaining";

    private final QuotaWatch.Subscription calls;

    private OpenTelemetrySpans(QuotaWatch.Subscription calls) {
        this.calls = calls;
    }

    /**
     * Adds the attributes from now on.
     *
     * @param quotaWatch the instance that observes the calls
     * @return the registration; closing it ends that
     * @throws NullPointerException if {@code quotaWatch} is null
     */
    public static OpenTelemetrySpans bind(QuotaWatch quotaWatch) {
        Objects.requireNonNull(quotaWatch, "quotaWatch");
        return new OpenTelemetrySpans(quotaWatch.onCall(new Calls(quotaWatch)));
    }

    /** Adds no more attributes. A second call does nothing. */
    @Override
    public void close() {
        calls.close();
    }

    private static final class Calls implements CallListener {

        private final QuotaWatch quotaWatch;
        private final SpanKinds kinds = new SpanKinds();

        Calls(QuotaWatch quotaWatch) {
            this.quotaWatch = quotaWatch;
        }

        @Override
        public void onCall(ApiCall call) {
            Span span = Span.current();
            if (!span.isRecording() || !kinds.isClient(span)) {
                return;
            }
            span.setAttribute(API, call.api());
            Optional<ApiQuota> quota = quotaWatch.quota(call.api());
            Optional<QuotaWindow> tightest = quota.isPresent() ? relevant(quota.get(), call) : Optional.empty();
            if (tightest.isPresent()) {
                show(tightest.get(), span);
            }
        }

        private static void show(QuotaWindow window, Span span) {
            OptionalDouble used = window.percentUsed();
            if (used.isPresent()) {
                span.setAttribute(USED_RATIO, used.getAsDouble() / 100);
            }
            OptionalLong remaining = window.remaining();
            if (remaining.isPresent()) {
                span.setAttribute(REMAINING, remaining.getAsLong());
            }
        }

        /* The windows of other keys or models are not those of this call. */
        private static Optional<QuotaWindow> relevant(ApiQuota quota, ApiCall call) {
            if (call.partition().isEmpty()) {
                return quota.tightest();
            }
            List<QuotaWindow> own = new ArrayList<>();
            for (QuotaWindow window : quota.windows()) {
                if (window.partition().isEmpty() || window.partition().equals(call.partition())) {
                    own.add(window);
                }
            }
            return ApiQuota.of(quota.api(), quota.environment(), own, quota.retryAfter(), quota.failedCalls())
                    .tightest();
        }
    }
}
