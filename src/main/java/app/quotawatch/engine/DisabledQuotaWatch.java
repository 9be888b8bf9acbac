package app.quotawatch.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import app.quotawatch.ApiCall;
import app.quotawatch.DeliveryStats;
import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatch;

/** What is injected where {@code quotawatch.enabled=false}: it does nothing and knows nothing. */
public final class DisabledQuotaWatch implements QuotaWatch {

    @Override
    public void record(ApiCall call) {
        // disabled
    }

    @Override
    public FlushResult flush() {
        return new FlushResult(FlushResult.Outcome.NOT_SENDING, 0, 0, 0, Optional.empty());
    }

    @Override
    public FlushResult flush(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        return flush();
    }

    @Override
    public DeliveryStats deliveryStats() {
        return new DeliveryStats(0, 0, Map.of(), 0, 0, 0, Optional.empty(), Optional.empty(), 0);
    }

    @Override
    public void close() {
        // nothing was started
    }

    @Override
    public String toString() {
        return "QuotaWatch[disabled]";
    }
}
