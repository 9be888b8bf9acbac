package app.quotawatch.ingest;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.dashboard.Summary;

/** The calls of one period: their number, outcomes and latencies. */
final class Tally {

    private static final int BASE_WEIGHT = 40 + 48;

    private final LatencyHistogram latencies = new LatencyHistogram();
    private long calls;
    private long errors;
    private long hits429;

    void add(StoredEvent event) {
        calls++;
        if (event.hit429()) {
            hits429++;
        } else if (event.isError()) {
            errors++;
        }
        latencies.add(event.latencyMs());
    }

    void add(Tally other) {
        addCounts(other);
        latencies.add(other.latencies);
    }

    void addCounts(Tally other) {
        calls += other.calls;
        errors += other.errors;
        hits429 += other.hits429;
    }

    /** Returns about how many bytes of the heap this tally costs. */
    int weight() {
        return BASE_WEIGHT + latencies.weight();
    }

    Summary.Bar bar() {
        return new Summary.Bar(calls, errors, hits429);
    }

    long calls() {
        return calls;
    }

    long errors() {
        return errors;
    }

    long hits429() {
        return hits429;
    }

    @Nullable
    Long percentile(double share) {
        return latencies.percentile(share);
    }
}
