package app.quotawatch.server.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import app.quotawatch.ingest.wire.HttpProblem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What is counted of requests that never reached the writer of batches. */
@Singleton
final class IngestMetrics {

    private final MeterRegistry registry;
    private final Counter malformedDrops;

    @Inject
    IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.malformedDrops = Counter.builder("quotawatch.ingest.malformed.drops")
                .description("Batches whose header QuotaWatch-Dropped was malformed, and was ignored")
                .register(registry);
    }

    /** Outcomes: rejected, unauthorized, too_large, busy, unavailable. */
    void rejected(HttpProblem problem) {
        batch(switch (problem.status()) {
            case 401 -> "unauthorized";
            case 413 -> "too_large";
            case 429 -> "busy";
            case 503 -> "unavailable";
            default -> "rejected";
        });
    }

    /** The sender was gone before its batch had arrived. */
    void aborted() {
        batch("aborted");
    }

    void malformedDrops() {
        malformedDrops.increment();
    }

    private void batch(String outcome) {
        Counter.builder("quotawatch.ingest.batches").description("Batches, by outcome").tag("outcome", outcome)
                .register(registry).increment();
    }
}
