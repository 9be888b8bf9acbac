package app.quotawatch.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import app.quotawatch.time.EpochNanos;
import app.quotawatch.time.Moment;

/** The present day or calendar month in UTC, and what is counted within it. Not thread-safe. */
final class UtcPeriod {

    /*
     * A period begins when the clock shows so: also after the machine slept or was idle for days. A clock that goes back, though,
     * was wrong before or is wrong now, and so is one that returns from there; then what counts as this period is found anew from
     * how long ago things happened by the monotonic time, which no clock setting touches. The difference of the two, and the
     * highest one seen, tell the cases apart: above the highest, time has passed; below it, a clock was set.
     */
    private static final long DAY_SECONDS = 86_400;
    /* Clocks that are merely adjusted drift by less. */
    private static final long STEP_NANOS = 5_000_000_000L;

    /* Ten minutes of a day, an hour of a month: about a thousand and six thousand bytes per limit. */
    private static final long DAY_SLOT_NANOS = 600_000_000_000L;
    private static final int DAY_SLOTS = 145;
    private static final long MONTH_SLOT_NANOS = 3_600_000_000_000L;
    private static final int MONTH_SLOTS = 31 * 24 + 1;

    private final boolean month;
    private final List<PeriodCount> counts = new ArrayList<>(2);
    private boolean started;
    private long endSecond;
    private Instant start = Instant.EPOCH;
    private Instant end = Instant.EPOCH;
    private long offset;
    private long highestOffset;

    private UtcPeriod(boolean month) {
        this.month = month;
    }

    static UtcPeriod day() {
        return new UtcPeriod(false);
    }

    static UtcPeriod month() {
        return new UtcPeriod(true);
    }

    /** Adds a count, which starts anew with each period. */
    PeriodCount newCount() {
        PeriodCount count = month
                ? new PeriodCount(MONTH_SLOT_NANOS, MONTH_SLOTS)
                : new PeriodCount(DAY_SLOT_NANOS, DAY_SLOTS);
        counts.add(count);
        return count;
    }

    /** Notices whether another period has begun; to be called before anything is counted or read. */
    void advance(Moment now) {
        long second = EpochNanos.secondOf(now.wallNanos());
        long seen = now.wallNanos() - now.nanos();
        if (!started) {
            started = true;
            offset = seen;
            highestOffset = seen;
            moveTo(second);
            return;
        }
        boolean set = seen < offset - STEP_NANOS || seen > offset + STEP_NANOS && seen <= highestOffset + STEP_NANOS;
        offset = seen;
        highestOffset = Math.max(highestOffset, seen);
        if (set) {
            moveTo(second);
            recount(now);
        } else if (second >= endSecond) {
            moveTo(second);
            for (PeriodCount count : counts) {
                count.nextPeriod();
            }
        }
    }

    private void recount(Moment now) {
        long sinceStart = Duration.between(start, now.wall()).toNanos();
        for (PeriodCount count : counts) {
            count.recount(now.nanos(), sinceStart);
        }
    }

    private void moveTo(long second) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(second, DAY_SECONDS));
        LocalDate first = month ? day.withDayOfMonth(1) : day;
        start = first.atStartOfDay().toInstant(ZoneOffset.UTC);
        end = (month ? first.plusMonths(1) : first.plusDays(1)).atStartOfDay().toInstant(ZoneOffset.UTC);
        endSecond = end.getEpochSecond();
    }

    /** Returns a number that no other period has. */
    long number() {
        return endSecond;
    }

    Instant start() {
        return start;
    }

    Instant end() {
        return end;
    }

    Duration length() {
        return Duration.between(start, end);
    }
}
