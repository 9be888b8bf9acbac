package app.quotawatch.ledger;

import java.time.Instant;

import app.quotawatch.fleet.History;
import app.quotawatch.fleet.StoreClock;
import app.quotawatch.fleet.UtcDays;
import app.quotawatch.spi.fleet.Amounts;

/** What all replicas have used in the store's present day or month. Not thread-safe. */
final class FleetPeriod {

    /*
     * The day is the store's: this machine's clock does not matter. Within it nothing is given back, so what others have used never
     * falls, although a store that has lost its data knows less until all replicas have reported theirs anew.
     */

    private static final long TURN_SECONDS = 5;

    private final boolean month;
    private final StoreClock clock;
    private final History history;
    private boolean known;
    private long begin;
    private Instant start = Instant.EPOCH;
    private long end;
    private long endNanos;
    private Amounts before = Amounts.NONE;
    private long otherRequests;
    private long otherTokens;

    FleetPeriod(boolean month, StoreClock clock, History history) {
        this.month = month;
        this.clock = clock;
        this.history = history;
    }

    /** Whether the store has answered. */
    boolean isKnown() {
        return known;
    }

    /**
     * Takes the sum of an answer.
     *
     * @param acked what it contains of this replica since its start
     * @param second when it was answered, by the store's time
     */
    void take(Amounts sum, Amounts acked, long second) {
        if (known && second < begin && begin - second <= TURN_SECONDS) {
            return; // our estimate of its time has turned to the new period a moment earlier
        }
        if (!known || second < begin || second >= end) {
            known = true;
            moveTo(second);
        }
        endNanos = clock.beginOf(end);
        otherRequests = Math.max(otherRequests, sum.requests() - Math.max(0, acked.requests() - before.requests()));
        otherTokens = Math.max(otherTokens, sum.tokens() - Math.max(0, acked.tokens() - before.tokens()));
    }

    private void moveTo(long second) {
        begin = month ? UtcDays.beginOfMonth(second) : UtcDays.beginOfDay(second);
        // once per period, not once per call
        start = Instant.ofEpochSecond(begin);
        end = month ? UtcDays.endOfMonth(second) : begin + UtcDays.DAY_SECONDS;
        endNanos = clock.beginOf(end);
        before = history.until(begin - 1);
        otherRequests = 0;
        otherTokens = 0;
    }

    /** Notices whether another period has begun; to be called before anything is read. */
    void advance(long nanos) {
        if (known && nanos - endNanos >= 0) {
            moveTo(clock.second(nanos));
        }
    }

    long used(boolean tokens) {
        return tokens
                ? otherTokens + history.tokens() - before.tokens()
                : otherRequests + history.requests() - before.requests();
    }

    /** Returns the second in which it began. */
    long begin() {
        return begin;
    }

    /** Returns when it began. */
    Instant start() {
        return start;
    }

    /** Returns the second in which it ends, which no other period has. */
    long end() {
        return end;
    }

    /** Returns the store's time, as {@link app.quotawatch.time.EpochNanos}. */
    long storeNanos(long nanos) {
        return clock.at(nanos);
    }
}
