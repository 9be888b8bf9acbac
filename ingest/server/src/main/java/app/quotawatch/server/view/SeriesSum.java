package app.quotawatch.server.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.dashboard.Summary;
import app.quotawatch.server.batch.LatencyBuckets;

/** The calls of one series in one range. */
final class SeriesSum {

    private static final Summary.Bar EMPTY = new Summary.Bar(0, 0, 0);

    private final TimeRange range;
    private final @Nullable Summary.Bar[] bars;
    private final long[] latencies = new long[LatencyBuckets.COUNT];
    private long calls;
    private long errors;
    private long hits429;
    private long longest;

    SeriesSum(TimeRange range) {
        this.range = range;
        this.bars = new Summary.Bar[range.bars()];
    }

    void addCounts(long at, long newCalls, long newErrors, long newHits429) {
        calls += newCalls;
        errors += newErrors;
        hits429 += newHits429;
        int place = range.bar(at);
        Summary.Bar bar = bars[place];
        bars[place] = bar == null
                ? new Summary.Bar(newCalls, newErrors, newHits429)
                : new Summary.Bar(bar.calls() + newCalls, bar.errors() + newErrors, bar.hits429() + newHits429);
    }

    void addLatencies(long[] counts, long newLongest) {
        LatencyBuckets.add(latencies, counts);
        longest = Math.max(longest, newLongest);
    }

    Summary.OfWindow window() {
        List<Summary.Bar> shown = new ArrayList<>(bars.length);
        for (Summary.Bar bar : bars) {
            shown.add(bar == null ? EMPTY : bar);
        }
        return new Summary.OfWindow(calls, errors, hits429, percentile(0.5), percentile(0.95),
                Instant.ofEpochMilli(range.firstBar() * range.barWidth()), Duration.ofMillis(range.barWidth()), shown);
    }

    private @Nullable Long percentile(double share) {
        return calls == 0 || !range.hasPercentiles() ? null : LatencyBuckets.percentile(latencies, share, longest);
    }
}
