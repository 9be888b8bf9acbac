package app.quotawatch.server.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/** What is counted from the batches of one transaction. Everything is sorted, in the order in which rows are locked. */
final class Rollup {

    static final long MINUTE = Duration.ofMinutes(1).toMillis();
    static final long HOUR = Duration.ofHours(1).toMillis();
    static final long DAY = Duration.ofDays(1).toMillis();

    /** A series in a period, which begins at {@code start} milliseconds since the epoch. */
    record SeriesPeriod(int series, long start) implements Comparable<SeriesPeriod> {

        private static final Comparator<SeriesPeriod> ORDER = Comparator.comparingInt(SeriesPeriod::series)
                .thenComparingLong(SeriesPeriod::start);

        @Override
        public int compareTo(SeriesPeriod other) {
            return ORDER.compare(this, other);
        }
    }

    /** Calls of a series in a minute. */
    static final class Sums {

        long calls;
        long errors;
        long hits429;
        long latencyMax;
        final long[] latency = new long[LatencyBuckets.COUNT];

        private void add(NumberedEvent event) {
            calls++;
            errors += event.isError() ? 1 : 0;
            hits429 += event.hit429() ? 1 : 0;
            latencyMax = Math.max(latencyMax, event.latencyMs());
            latency[LatencyBuckets.bucket(event.latencyMs())]++;
        }
    }

    /** The newest call of a series, and the newest headers. */
    static final class Newest {

        long lastCall = Long.MIN_VALUE;
        @Nullable
        String headers;
        long headersAt = Long.MIN_VALUE;

        private void add(NumberedEvent event) {
            lastCall = Math.max(lastCall, event.at());
            if (event.headers() != null && event.at() >= headersAt) {
                headers = event.headers();
                headersAt = event.at();
            }
        }
    }

    private final SortedMap<SeriesPeriod, Sums> minutes = new TreeMap<>();
    private final SortedMap<Integer, Newest> newest = new TreeMap<>();
    private final Map<Integer, SeriesKey> names = new HashMap<>();

    void add(NumberedBatch batch) {
        names.putAll(batch.series());
        for (NumberedEvent event : batch.events()) {
            minutes.computeIfAbsent(new SeriesPeriod(event.series(), start(event.at(), MINUTE)), unused -> new Sums())
                    .add(event);
            newest.computeIfAbsent(event.series(), unused -> new Newest()).add(event);
        }
    }

    SortedMap<SeriesPeriod, Sums> minutes() {
        return minutes;
    }

    SortedMap<Integer, Newest> newest() {
        return newest;
    }

    /** Returns the calls of each series on each day. */
    SortedMap<SeriesPeriod, Long> days() {
        SortedMap<SeriesPeriod, Long> days = new TreeMap<>();
        minutes.forEach(
                (minute, sums) -> days.merge(new SeriesPeriod(minute.series(), start(minute.start(), DAY)), sums.calls,
                        Long::sum));
        return days;
    }

    /** Returns the hours that are not summed up any more. */
    SortedSet<Long> hours() {
        SortedSet<Long> hours = new TreeSet<>();
        minutes.keySet().forEach(minute -> hours.add(start(minute.start(), HOUR)));
        return hours;
    }

    List<Counted> counted() {
        List<Counted> counted = new ArrayList<>(minutes.size());
        minutes.forEach((minute, sums) -> {
            SeriesKey name = names.get(minute.series());
            if (name != null) {
                counted.add(new Counted(name.project(), minute.series(), name.api(), name.environment(), minute.start(),
                        sums.calls));
            }
        });
        return counted;
    }

    static long start(long at, long length) {
        return Math.floorDiv(at, length) * length;
    }
}
