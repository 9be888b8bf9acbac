package app.quotawatch.fleet.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What replicas can have known of each other. No time is assumed: an exchange teaches a replica what each other one had reported by the
 * exchange before, at least; on a machine that is busy, both come late.
 */
final class FleetTruth {

    /**
     * A reading, and what it has to say.
     *
     * @param least its own calls, and what it must have learned of the others'
     * @param most what all had used
     */
    record Judged(RunningReplica.Reading reading, long least, long most) {

        boolean isWrong() {
            return reading.fleet() < least || reading.fleet() > most;
        }
    }

    private final List<Spending> all;
    private final long lostFrom;
    private final long lostUntil;

    /** Creates the truth of a store that lost all data between two instants. */
    FleetTruth(List<Spending> all, long lostFrom, long lostUntil) {
        this.all = all;
        this.lostFrom = lostFrom;
        this.lostUntil = lostUntil;
    }

    /** Judges the readings of this replica in which it knew of the others. */
    List<Judged> judge(Spending replica) {
        TreeMap<Long, Long> learned = new TreeMap<>(Map.of(0L, 0L));
        for (Spending other : all) {
            if (other != replica) {
                learn(replica, other).forEach((sync, calls) -> learned.merge(sync, calls, Long::sum));
            }
        }
        List<Judged> judged = new ArrayList<>();
        for (RunningReplica.Reading reading : replica.readings()) {
            if (reading.fleet() >= 0) {
                long most = all.stream().mapToLong(each -> each.usedAtMost(reading.millis()) + 1).sum();
                judged.add(new Judged(reading, reading.own() + learned.floorEntry(reading.synced()).getValue(), most));
            }
        }
        return judged;
    }

    /* Returns what each of its exchanges has taught it, and what it knew before, of which it forgets nothing. */
    private Map<Long, Long> learn(Spending replica, Spending other) {
        Map<Long, Long> learned = new TreeMap<>();
        long known = 0;
        long previous = 0;
        for (long sync : replica.syncs()) {
            Long reported = other.lastSync(previous);
            if (reported != null && !isLost(reported, sync)) {
                known = Math.max(known, other.reported(reported));
            }
            learned.put(sync, known);
            previous = sync;
        }
        return learned;
    }

    private boolean isLost(long reported, long sync) {
        return reported <= lostUntil && sync >= lostFrom;
    }
}
