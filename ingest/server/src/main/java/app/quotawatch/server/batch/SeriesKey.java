package app.quotawatch.server.batch;

import java.util.Comparator;

/** Identifies a series. */
record SeriesKey(int project, String api, String environment) implements Comparable<SeriesKey> {

    private static final Comparator<SeriesKey> ORDER = Comparator.comparingInt(SeriesKey::project)
            .thenComparing(SeriesKey::api).thenComparing(SeriesKey::environment);

    @Override
    public int compareTo(SeriesKey other) {
        return ORDER.compare(this, other);
    }
}
