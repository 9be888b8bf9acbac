package app.quotawatch.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The dashboard's data at one instant. Immutable. */
record Summary(Instant now, Instant startedAt, boolean apiKeyRequired, @Nullable Integer planApis, long received,
        long batches, long repeatedBatches, long rejectedBatches, int keptEvents, long forgottenEvents,
        long forgottenSeries,
        List<OfSeries> series) {

    record OfSeries(String api, String environment, long total, Instant lastCall, Map<Window, OfWindow> windows,
            List<Gauge> gauges, Instant gaugesAt, Map<String, String> headers, Instant headersAt) {}

    /** Percentiles are in milliseconds, and null if there are no calls. */
    record OfWindow(long calls, long errors, long hits429, @Nullable Long p50, @Nullable Long p95, Instant chartStart,
            Duration barWidth, List<Bar> bars) {

        /** Returns a share of the calls, from 0 to 1, or null if there are no calls. */
        @Nullable
        Double rate(long part) {
            return calls == 0 ? null : (double) part / calls;
        }
    }

    record Bar(long calls, long errors, long hits429) {

        private static final Bar EMPTY = new Bar(0, 0, 0);

        static Bar of(@Nullable Tally tally) {
            return tally == null
                    ? EMPTY
                    : new Bar(tally.calls(), tally.errors(), tally.hits429());
        }
    }
}
