package app.quotawatch.fleet.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.logging.Level;

import app.quotawatch.log.MinuteLog;
import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.Period;
import app.quotawatch.spi.fleet.ReportedWindow;

/**
 * What this replica knows of the fleet's rows: those of others as they were read last, and its own. Used by one thread at a time.
 */
final class FleetRows {

    /*
     * Of others, only the rows that have changed since the last time are read, and a little more: a row is dated when its
     * transaction begins, and seen when that ends. Own rows are read each time: one that is lost has to be noticed.
     *
     * A replica that no longer reports is remembered for as long as RedisFleetStore's: longer than any period that its whole
     * history may go back to.
     */
    private static final long DAYS_LIFE_MILLIS = 49 * 3_600_000L;
    private static final long MONTHS_LIFE_MILLIS = 34 * 86_400_000L;
    private static final long RENEW_MILLIS = 3_600_000L;
    private static final long LEAST_OVERLAP_MILLIS = 10_000;

    private final String replica;
    private final long overlapMillis;
    private final Map<Row.Key, Row> rows = new HashMap<>();
    private final Map<String, Map<String, FleetPart>> parts = new HashMap<>();
    private final Map<String, Map<String, Heard>> heard = new HashMap<>();
    private final Map<Row.Key, Row> wanted = new HashMap<>();
    private final MinuteLog garbage = new MinuteLog(Level.WARNING, new MonotonicTime());
    private long readMillis = Long.MIN_VALUE;

    FleetRows(String replica, Duration timeout) {
        this.replica = replica;
        this.overlapMillis = Math.max(LEAST_OVERLAP_MILLIS, 4 * timeout.toMillis());
    }

    /** Returns from when on rows have to be read. */
    long seenSince() {
        return readMillis == Long.MIN_VALUE ? 0 : readMillis - overlapMillis;
    }

    void take(List<Row> read, long nowMillis) {
        wanted.clear();
        forget(nowMillis);
        for (Row row : read) {
            Row before = rows.put(row.key(), row);
            if (before == null || !before.data().equals(row.data())) {
                take(row);
            }
        }
        readMillis = nowMillis;
    }

    /* Rows of the past, and all of this replica, which have just been read anew. */
    private void forget(long nowMillis) {
        boolean wentBack = nowMillis < readMillis;
        for (Iterator<Row> each = rows.values().iterator(); each.hasNext();) {
            Row row = each.next();
            Row.Key key = row.key();
            if (key.replica().equals(replica) || row.expires() <= nowMillis || wentBack
                    || key.kind().equals(Row.LIVE)) {
                each.remove();
                of(parts, key.name()).remove(key.replica());
                of(heard, key.name()).remove(key.replica());
            }
        }
    }

    private static <T> Map<String, T> of(Map<String, Map<String, T>> all, String name) {
        Map<String, T> ofName = all.get(name);
        if (ofName == null) {
            ofName = new HashMap<>();
            all.put(name, ofName);
        }
        return ofName;
    }

    private void take(Row row) {
        Row.Key key = row.key();
        boolean readable = true;
        if (key.kind().equals(Row.PART)) {
            Optional<FleetPart> part = FleetPart.read(row.data());
            readable = part.isPresent();
            if (readable) {
                of(parts, key.name()).put(key.replica(), part.get());
            }
        } else if (key.kind().equals(Row.HEARD)) {
            Optional<Heard> found = Heard.read(row.data());
            readable = found.isPresent();
            if (readable) {
                of(heard, key.name()).put(key.replica(), found.get());
            }
        }
        if (!readable) {
            garbage.log(null, "QuotaWatch ignores a row of table {0} that it has not written: {1} of {2}", Table.NAME,
                    key.kind(),
                    key.name());
        }
    }

    Optional<FleetPart> ownPart(String name) {
        return Optional.ofNullable(of(parts, name).get(replica));
    }

    void own(String name, FleetPart part, boolean months, long nowMillis) {
        of(parts, name).put(replica, part);
        want(Row.PART, name, nowMillis + (months ? MONTHS_LIFE_MILLIS : DAYS_LIFE_MILLIS), part.write());
    }

    private void want(String kind, String name, long expires, String data) {
        Row.Key key = new Row.Key(kind, name, replica);
        wanted.put(key, new Row(key, expires, data));
    }

    /** Adds what the provider has reported to this replica. */
    void hear(String name, FleetReport.Api api, long nowMillis) {
        Heard own = of(heard, name).get(replica);
        if (own == null) {
            own = new Heard();
            of(heard, name).put(replica, own);
        }
        for (ReportedWindow window : api.windows()) {
            own.take(HeardWindow.of(window, nowMillis, inSlot(name, nowMillis)));
        }
        if (api.retryAfterMillis().isPresent()) {
            own.waitUntil(nowMillis + api.retryAfterMillis().getAsLong());
        }
        own.forget(nowMillis);
        if (!own.isEmpty() || rows.containsKey(new Row.Key(Row.HEARD, name, replica))) {
            want(Row.HEARD, name, nowMillis + DAYS_LIFE_MILLIS, own.write());
        }
    }

    private Amounts inSlot(String name, long nowMillis) {
        Amounts sum = Amounts.NONE;
        for (FleetPart part : of(parts, name).values()) {
            sum = Slots.sum(sum, part.seconds().at(Math.floorDiv(nowMillis, 1_000L)));
        }
        return sum;
    }

    Amounts sum(String name, Period period, long now) {
        Amounts sum = Amounts.NONE;
        for (FleetPart part : of(parts, name).values()) {
            sum = Slots.sum(sum, part.sum(period, now));
        }
        return sum;
    }

    /** Returns what providers have reported to all replicas. */
    Heard heard(String name, long nowMillis) {
        Heard all = new Heard();
        for (Heard each : of(heard, name).values()) {
            all.take(each);
        }
        all.forget(nowMillis);
        return all;
    }

    List<FleetAnswer.Window> windows(String name, Heard all, long nowMillis) {
        List<FleetAnswer.Window> windows = new ArrayList<>();
        for (HeardWindow window : all.windows()) {
            windows.add(window.answer(nowMillis, of(parts, name).values()));
        }
        return windows;
    }

    /** Notes how long this replica is there without another report; 0: it leaves. */
    void live(long lifeMillis, long nowMillis) {
        if (lifeMillis > 0) {
            want(Row.LIVE, "-", nowMillis + lifeMillis, "-");
        }
        rows.remove(new Row.Key(Row.LIVE, "-", replica));
    }

    int replicas(long nowMillis) {
        int replicas = 0;
        for (Row row : rows.values()) {
            replicas += row.key().kind().equals(Row.LIVE) && row.expires() > nowMillis ? 1 : 0;
        }
        return replicas;
    }

    /** Returns the rows of this replica that are not in the table as they should be. */
    List<Row> changed(long nowMillis) {
        List<Row> changed = new ArrayList<>();
        for (Row row : wanted.values()) {
            Row known = rows.get(row.key());
            if (known == null || !known.data().equals(row.data()) || row.expires() - known.expires() > RENEW_MILLIS) {
                changed.add(row);
            }
        }
        changed.sort(new ByKey());
        return changed;
    }

    void written(List<Row> changed) {
        for (Row row : changed) {
            rows.put(row.key(), row);
        }
    }

    private static final class ByKey implements Comparator<Row> {

        @Override
        public int compare(Row one, Row other) {
            return one.key().toString().compareTo(other.key().toString());
        }
    }

    private static final class MonotonicTime implements LongSupplier {

        @Override
        public long getAsLong() {
            return System.nanoTime();
        }
    }
}
