package app.quotawatch.server.batch;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What the server measures of the batches it gets. */
final class BatchMetrics {

    private final MeterRegistry registry;
    private final Timer store;
    private final Counter clamped;

    BatchMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.store = Timer.builder("quotawatch.ingest.store").description("The time a transaction of batches takes")
                .publishPercentileHistogram().register(registry);
        this.clamped = Counter.builder("quotawatch.ingest.clamped")
                .description("Events whose timestamp was outside of what is kept and was moved to its edge")
                .register(registry);
    }

    void events(int project, long events) {
        Counter.builder("quotawatch.ingest.events").description("Events that were stored")
                .tag("project", Integer.toString(project)).register(registry).increment(events);
    }

    /** Outcomes: stored, repeated, plan_limit, queue_full, unavailable, failed. */
    void batch(String outcome) {
        Counter.builder("quotawatch.ingest.batches").description("Batches, by outcome").tag("outcome", outcome)
                .register(registry).increment();
    }

    void clamped() {
        clamped.increment();
    }

    void stored(long nanos) {
        store.record(nanos, TimeUnit.NANOSECONDS);
    }
}
