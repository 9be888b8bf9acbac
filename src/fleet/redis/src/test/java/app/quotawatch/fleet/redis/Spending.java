package app.quotawatch.fleet.redis;

import java.util.List;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/** What one replica has used of an API, and when it has exchanged with the others, as far as its readings say for certain. */
final class Spending {

    /* The time of an exchange is the present less its age, so readings may differ by a millisecond: two within so short a time are one. */
    private static final long SAME_MILLIS = 100;

    private final List<RunningReplica.Reading> readings;
    private final long most;
    private final TreeSet<Long> syncs = new TreeSet<>();

    /** @param most what it can have used in all */
    Spending(List<RunningReplica.Reading> readings, long most) {
        this.readings = readings;
        this.most = most;
        for (RunningReplica.Reading reading : readings) {
            long synced = reading.synced();
            if (synced > 0 && syncs.subSet(synced - SAME_MILLIS, synced + SAME_MILLIS).isEmpty()) {
                syncs.add(synced);
            }
        }
    }

    List<RunningReplica.Reading> readings() {
        return readings;
    }

    /** Returns when it has exchanged, in this order. */
    List<Long> syncs() {
        return List.copyOf(syncs);
    }

    /** Returns when it had last exchanged at this instant; null if never. */
    @Nullable
    Long lastSync(long millis) {
        return syncs.floor(millis);
    }

    /** Returns what it has reported in the exchange that ended at this instant, at least: what it had used at the end of the one before. */
    long reported(long sync) {
        Long before = syncs.lower(sync);
        return before == null ? 0 : usedAtLeast(before);
    }

    /** Returns what it had used at this instant, at least. */
    long usedAtLeast(long millis) {
        long own = 0;
        for (RunningReplica.Reading reading : readings) {
            if (reading.millis() > millis) {
                break;
            }
            own = reading.own();
        }
        return own;
    }

    /** Returns what it had used at this instant, at most: what a reading says that began after another one had ended. */
    long usedAtMost(long millis) {
        boolean ended = false;
        for (RunningReplica.Reading reading : readings) {
            if (ended) {
                return reading.own();
            }
            ended = reading.millis() >= millis;
        }
        return most;
    }

    /** Returns what it has used by its last reading. */
    long used() {
        return usedAtLeast(Long.MAX_VALUE);
    }
}
