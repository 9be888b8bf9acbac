package app.quotawatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** The contract on Micrometer, and what only a registry can do. */
class MicrometerMetersTest extends MetersContract {

    @Override
    Backend backend() {
        return new MicrometerBackend();
    }

    @Test
    void close_leavesNothingBehind() {
        watched.everythingHappens();

        backend.unbind();

        assertThat(backend.shown()).isEmpty();
    }

    @Test
    void meterRegisteredWhileTheBinderCloses_isRemoved() {
        SimpleMeterRegistry registry = ((MicrometerBackend) backend).registry;
        registry.config().onMeterAdded(added -> backend.unbind());

        watched.everythingHappens();

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void gaugeWhoseValueBecomesUnknown_readsAsNaNUntilItIsRemoved() {
        SimpleMeterRegistry registry = ((MicrometerBackend) backend).registry;
        watched.call("reporting", 200, 1, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "59");
        Gauge remaining = registry.get(REMAINING).tag("source", "reported").gauge();
        watched.call("reporting", 200, 1, "x-ratelimit-limit", "60");

        assertThat(remaining.value()).isNaN();

        registry.get(RECORDED).functionCounter().count();
        assertThat(registry.find(REMAINING).tag("source", "reported").gauge()).isNull();
    }

    @Test
    void binder_bindsToSeveralRegistries() {
        SimpleMeterRegistry first = new SimpleMeterRegistry();
        SimpleMeterRegistry second = new SimpleMeterRegistry();
        MicrometerMeters meters = MicrometerMeters.of(watched.quotaWatch);
        meters.bindTo(first);
        meters.bindTo(second);

        watched.call("limited", 200, 1);

        assertThat(List.of(first, second)).allSatisfy(
                registry -> assertThat(registry.get(CALLS).timer().count()).isEqualTo(1));
        meters.close();
        assertThat(List.of(first, second)).allSatisfy(registry -> assertThat(registry.getMeters()).isEmpty());
    }

    @Test
    void timer_hasBuckets() {
        watched.call("limited", 200, 100);

        SimpleMeterRegistry registry = ((MicrometerBackend) backend).registry;
        assertThat(registry.get(CALLS).timer().takeSnapshot().histogramCounts())
                .extracting(bucket -> bucket.bucket(TimeUnit.SECONDS)).startsWith(0.005).endsWith(10.0);
    }

    @Test
    void secondsAreTheOnlyUnitThatPrometheusAppends() {
        watched.everythingHappens();

        SimpleMeterRegistry registry = ((MicrometerBackend) backend).registry;
        assertThat(registry.getMeters()).filteredOn(meter -> meter.getId().getBaseUnit() != null)
                .extracting(meter -> meter.getId().getName() + " " + meter.getId().getBaseUnit())
                .filteredOn(meter -> !meter.startsWith(CALLS))
                .containsOnly(RESET + " seconds", EXHAUSTION + " seconds");
    }

    @Test
    void registryInFrontOfAnother_passesEveryMeterOnUntilTheBinderCloses() {
        SimpleMeterRegistry published = new SimpleMeterRegistry();
        MicrometerMeters meters = MicrometerMeters.of(watched.quotaWatch);
        meters.bindTo(new RegistryInFront(published));

        watched.everythingHappens();

        assertThat(published.getMeters()).extracting(meter -> meter.getId().getName()).contains(CALLS, RECORDED,
                REMAINING, RESET, "quotawatch.calls.failed", "quotawatch.rate_limited", "quotawatch.events.buffered");
        assertThat(published.get(RECORDED).functionCounter().count()).isPositive();
        assertThat(published.get(RESET).gauge().getId().getBaseUnit()).isEqualTo("seconds");
        meters.close();
        assertThat(published.getMeters()).isEmpty();
    }
}
