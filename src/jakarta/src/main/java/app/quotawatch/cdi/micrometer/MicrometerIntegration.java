package app.quotawatch.cdi.micrometer;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;

import org.jspecify.annotations.Nullable;

import app.quotawatch.QuotaWatch;
import app.quotawatch.metrics.MicrometerMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;

/** Finds the application's registry: the one that it can inject, or else Micrometer's global one if that publishes anything. */
public final class MicrometerIntegration {

    private MicrometerIntegration() {}

    /**
     * Publishes the meters.
     *
     * @return what removes them again; null if the application has no registry
     */
    public static @Nullable AutoCloseable start(BeanManager beans, QuotaWatch quotaWatch) {
        MeterRegistry registry = registry(beans);
        if (registry == null) {
            return null;
        }
        MicrometerMeters meters = MicrometerMeters.of(quotaWatch);
        meters.bindTo(registry);
        return meters;
    }

    private static @Nullable MeterRegistry registry(BeanManager beans) {
        Instance<MeterRegistry> injectable = beans.createInstance().select(MeterRegistry.class);
        if (injectable.isResolvable()) {
            return injectable.get();
        }
        return Metrics.globalRegistry.getRegistries().isEmpty() ? null : Metrics.globalRegistry;
    }
}
