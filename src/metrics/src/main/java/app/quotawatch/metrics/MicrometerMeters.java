package app.quotawatch.metrics;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import app.quotawatch.QuotaWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Publishes the meters of a {@link QuotaWatch} in Micrometer registries until it is closed. Thread-safe.
 * <p>
 * A gauge exists only while its value is known. If the value becomes unknown, the gauge reads as {@code NaN} until the events
 * counters are next read, at the next scrape or push; then it is removed. Calls and failed calls are measured from the moment of
 * binding.
 */
public final class MicrometerMeters implements MeterBinder, AutoCloseable {

    private final QuotaWatch quotaWatch;
    private final Queue<MicrometerBinding> bindings = new ConcurrentLinkedQueue<>();

    private MicrometerMeters(QuotaWatch quotaWatch) {
        this.quotaWatch = quotaWatch;
    }

    /**
     * Returns the meters of an instance, which are in no registry yet.
     *
     * @param quotaWatch the instance to publish; if it is disabled, no meters are registered
     * @throws NullPointerException if {@code quotaWatch} is null
     */
    public static MicrometerMeters of(QuotaWatch quotaWatch) {
        return new MicrometerMeters(Objects.requireNonNull(quotaWatch, "quotaWatch"));
    }

    /**
     * Adds the meters to a registry.
     *
     * @throws NullPointerException if {@code registry} is null
     */
    @Override
    public void bindTo(MeterRegistry registry) {
        Objects.requireNonNull(registry, "registry");
        if (quotaWatch.isEnabled()) {
            MicrometerBinding binding = new MicrometerBinding(registry, quotaWatch);
            bindings.add(binding);
            binding.start();
        }
    }

    /** Removes the meters from every registry that they were added to. A second call does nothing. */
    @Override
    public void close() {
        for (MicrometerBinding binding = bindings.poll(); binding != null; binding = bindings.poll()) {
            binding.close();
        }
    }
}
