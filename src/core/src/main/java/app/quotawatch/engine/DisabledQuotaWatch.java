package app.quotawatch.engine;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.CallListener;
import app.quotawatch.DeliveryStats;
import app.quotawatch.Finding;
import app.quotawatch.FleetStats;
import app.quotawatch.FlushResult;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.QuotaWatchEvent;
import app.quotawatch.quota.ApiQuota;

/** The QuotaWatch of an application with {@code quotawatch.enabled=false}: it does nothing and knows no quota. */
public final class DisabledQuotaWatch implements RunningQuotaWatch {

    @Override
    public void record(@Nullable ApiCall call) {
        // disabled
    }

    @Override
    public void recordFailure(@Nullable CallFailed call) {
        // disabled
    }

    @Override
    public FlushResult flush() {
        return FlushResult.of(FlushResult.Outcome.NOT_SENDING, 0, 0, 0, Optional.empty());
    }

    @Override
    public FlushResult flush(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        return flush();
    }

    @Override
    public Optional<ApiQuota> quota(@Nullable String api) {
        return Optional.empty();
    }

    @Override
    public List<ApiQuota> quotas() {
        return List.of();
    }

    @Override
    public List<ApiConfig> apis() {
        return List.of();
    }

    @Override
    public <E extends QuotaWatchEvent> Subscription onEvent(Class<E> type, Consumer<? super E> listener) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(listener, "listener");
        return () -> {};
    }

    @Override
    public Subscription onCall(CallListener listener) {
        Objects.requireNonNull(listener, "listener");
        return () -> {};
    }

    @Override
    public DeliveryStats deliveryStats() {
        return DeliveryStats.builder().build();
    }

    @Override
    public Optional<FleetStats> fleetStats() {
        return Optional.empty();
    }

    @Override
    public List<Finding> diagnose() {
        return List.of(Finding.of(Finding.Severity.WARNING, Finding.Topic.CONFIGURATION,
                "quotawatch.enabled is false: no call is observed and nothing is sent."));
    }

    @Override
    public boolean isEnabled() {
        return false;
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
