package app.quotawatch.ingest.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The dashboard's data at one instant. Immutable; a count that an ingest does not keep is null. */
public record Summary(Instant now, Instant startedAt, boolean apiKeyRequired, @Nullable Integer planApis, long received,
        @Nullable Long batches, @Nullable Long repeatedBatches, @Nullable Long rejectedBatches,
        @Nullable Long keptEvents,
        @Nullable Long forgottenEvents, long forgottenSeries, List<OfSeries> series) {

    /**
     * One API in one environment.
     *
     * @param windows by label, such as {@code hour}
     */
    public record OfSeries(String api, String environment, long total, Instant lastCall, Map<String, OfWindow> windows,
            List<Gauge> gauges, Instant gaugesAt, Map<String, String> headers, Instant headersAt) {}

    /** Percentiles are in milliseconds, and null if there are no calls. */
    public record OfWindow(long calls, long errors, long hits429, @Nullable Long p50, @Nullable Long p95,
            Instant chartStart, Duration barWidth, List<Bar> bars) {

        /** Returns a share of the calls, from 0 to 1, or null if there are no calls. */
        @Nullable
        Double rate(long part) {
            return calls == 0 ? null : (double) part / calls;
        }
    }

    /** The calls of one bar of a chart. */
    public record Bar(long calls, long errors, long hits429) {}
}
