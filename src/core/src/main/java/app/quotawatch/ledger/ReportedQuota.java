package app.quotawatch.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.event.QuotaEvent;
import app.quotawatch.headers.WindowReading;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.spi.fleet.ReportedWindow;
import app.quotawatch.time.EpochNanos;
import app.quotawatch.time.Moment;

/** One window as the provider last reported it, identified by name, partition and limit. Not thread-safe. */
final class ReportedQuota {

    /*
     * Between two reports our own calls are added. Responses overtake each other: within one period, which means the same reset,
     * the smallest remaining number that was reported is used, unless the bucket may have been refilled: the call was sent after the
     * last report had arrived, and what is missing has decreased no faster than it must for the bucket to be full at its reset. A
     * report that more remains than the limit is used as it is.
     *
     * Among calls that follow each other, a single window reports neither that its reset is earlier than before nor that more
     * remains than can have been refilled. If that happens turn by turn, several windows are reported as one.
     *
     * If the reset is not reported, a use that has fallen to half or less shows that there was one.
     *
     * A window ends at its reset; reported without one, after its length; without either, after an hour. If a reset is past or less
     * than a second ahead when it is first reported, and something remains in the window, it belongs to a bucket that is refilled
     * continuously: then the report is valid for the window's length, or for a minute if that is unknown, and no reset is shown. If
     * nothing remains, or if that reset was reported before, it is the end of the window. A window that has ended when it is
     * reported is still valid for a second, because providers round.
     *
     * This is written over by nearly every call of an API and read by few, so instants are numbers until somebody asks for them.
     */

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long REFILLING_SECONDS = 60;
    static final long UNSTATED_SECONDS = 3600;
    private static final long SAME_RESET_SECONDS = 2;
    private static final long BESIDE_NANOS = 60 * SECOND_NANOS;
    /* Reports that agree count half as much, so that rare contradictions never add up. */
    private static final int CONTRADICTION = 2;
    private static final int TURN_BY_TURN = 6;

    private final String name;
    private final @Nullable String partition;
    private final Alerts alerts;
    private String unit;
    private long limit = Alerts.UNKNOWN;
    private long used;
    private long remaining;
    private long since;
    private long windowSeconds;
    private long reportedAtNanos = Long.MIN_VALUE / 2;
    private long resetAtNanos = EpochNanos.UNKNOWN;
    private final Deadline end = new Deadline();

    private long period;
    private final Deadline periodEnd = new Deadline();
    private Instant periodStart;
    private final Trend trend = new Trend();
    private int contradictions;
    private final BareReset bareReset = new BareReset();

    /* What the provider has reported to this replica. */
    private final Unshared unshared;

    ReportedQuota(WindowReading window, @Nullable String partition, Moment now) {
        name = window.name();
        this.partition = partition;
        unit = window.unit();
        alerts = Alerts.ofReported(name, partition, periodEnd);
        unshared = new Unshared(true);
        periodStart = now.wall();
        take(window, bareReset.of(window, now), false, now);
        startPeriod(now);
    }

    /** A window that was reported to another replica of the fleet. */
    ReportedQuota(FleetWindow window, Moment now) {
        name = window.name();
        partition = window.partition();
        unit = window.unit();
        alerts = Alerts.ofReported(name, partition, periodEnd);
        unshared = new Unshared(false);
        periodStart = now.wall();
        take(window, now);
        startPeriod(now);
    }

    /** Whether it has this name and belongs to this partition; there may be others with other limits. */
    boolean isNamed(String otherName, @Nullable String otherPartition) {
        return name.equals(otherName) && belongsTo(otherPartition);
    }

    boolean isSameNameAs(ReportedQuota other) {
        return isNamed(other.name, other.partition);
    }

    boolean belongsTo(@Nullable String otherPartition) {
        return Objects.equals(partition, otherPartition);
    }

    /** Returns the limit, or {@link Alerts#UNKNOWN}. */
    long limit() {
        return limit;
    }

    /**
     * Takes a report of this window. One that does not state the limit leaves it as it is.
     *
     * @param call the call with whose response it arrived
     */
    void report(WindowReading window, ApiCall call, Moment now) {
        unshared.renew();
        long reset = bareReset.of(window, now);
        boolean sameReset = isSameReset(reset);
        if (periodEnd.hasPassed(now)) {
            take(window, reset, sameReset, now);
            startPeriod(now);
            return;
        }
        long lastRemaining = remaining;
        long lastUsed = used;
        boolean refilled = mayHaveRefilled(window, sameReset, call, now);
        if (contradicts(window, reset, sameReset && !refilled, call, now)) {
            contradictions += CONTRADICTION;
        } else if (sameReset && contradictions > 0) {
            contradictions--;
        }
        take(window, reset, sameReset, now);
        if (bareReset.isConfirmed()) {
            periodEnd.set(end);
        }
        if (sameReset && !refilled && lastRemaining >= 0 && remaining > lastRemaining) {
            remaining = lastRemaining;
            used = limit < 0 ? used : Math.max(0, limit - remaining);
        }
        if (resetAtNanos == EpochNanos.UNKNOWN && used >= 0 && lastUsed > 0 && used <= lastUsed / 2) {
            startPeriod(now);
        }
        trend.observe(used, now);
    }

    /**
     * Takes what the provider reported to another replica of the fleet: within one period, the smaller remaining number; otherwise the later report.
     */
    void report(FleetWindow window, Moment now) {
        boolean over = periodEnd.hasPassed(now);
        if (!over && isSameReset(window.resetAtNanos())) {
            if (window.remaining() >= 0 && (remaining < 0 || window.effective() < remaining())) {
                remaining = window.remaining();
                used = limit < 0 ? window.used() : Math.max(0, limit - remaining);
                since = window.usedSince();
            }
            reportedAtNanos = Math.max(reportedAtNanos, window.reportedAtNanos());
        } else if (over || window.reportedAtNanos() > reportedAtNanos) {
            long lastUsed = used;
            long lastReset = resetAtNanos;
            take(window, now);
            boolean fallen = used >= 0 && lastUsed > 0 && used <= lastUsed / 2;
            if (over || (resetAtNanos == EpochNanos.UNKNOWN ? fallen : resetAtNanos > lastReset)) {
                startPeriod(now);
            }
        }
        trend.observe(used, now);
    }

    private void take(FleetWindow window, Moment now) {
        limit = window.limit();
        remaining = window.remaining();
        used = limit >= 0 && remaining >= 0 ? Math.max(0, limit - remaining) : window.used();
        since = window.usedSince();
        windowSeconds = window.windowSeconds();
        reportedAtNanos = window.reportedAtNanos();
        resetAtNanos = window.resetAtNanos();
        if (resetAtNanos == EpochNanos.UNKNOWN) {
            end.setAfter(Math.max(0, window.secondsLeft(now)), now);
        } else {
            end.set(resetAtNanos, now);
        }
    }

    /** Returns what to share with the fleet; null if the provider has reported nothing to this replica since. */
    @Nullable
    ReportedWindow share(Moment now) {
        return unshared.take() && !end.hasPassed(now)
                ? FleetWindow.shared(this, resetAtNanos == EpochNanos.UNKNOWN ? -1 : end.nanosRemaining(now), now)
                : null;
    }

    /** Notes that the store has received what was shared. */
    void confirm() {
        unshared.confirm();
    }

    String name() {
        return name;
    }

    @Nullable
    String partition() {
        return partition;
    }

    long windowSeconds() {
        return windowSeconds;
    }

    private boolean isSameReset(long otherNanos) {
        return otherNanos != EpochNanos.UNKNOWN && resetAtNanos != EpochNanos.UNKNOWN
                && Math.abs(EpochNanos.secondOf(otherNanos) - EpochNanos.secondOf(resetAtNanos)) <= SAME_RESET_SECONDS;
    }

    private boolean mayHaveRefilled(WindowReading window, boolean sameReset, ApiCall call, Moment now) {
        if (!sameReset || limit < 0 || remaining < 0 || !(window.remaining() > remaining) || !isLater(call, now)) {
            return false;
        }
        double passed = now.wallNanos() - reportedAtNanos;
        // resets are rounded up to seconds
        double untilFull = resetAtNanos - reportedAtNanos - SECOND_NANOS;
        double stillMissing = (limit - remaining) * (1 - passed / untilFull);
        return passed >= untilFull || limit - window.remaining() >= Math.floor(stillMissing);
    }

    private boolean contradicts(WindowReading window, long reset, boolean samePeriod, ApiCall call, Moment now) {
        boolean earlierReset = bareReset.isUndecided()
                ? bareReset.isContradictory()
                : reset != EpochNanos.UNKNOWN && resetAtNanos != EpochNanos.UNKNOWN && reset < resetAtNanos
                        && !isSameReset(reset);
        boolean contradicts = earlierReset || samePeriod && remaining >= 0 && window.remaining() > remaining;
        // a recorded call may not state when it was sent
        return contradicts && !call.latency().isZero() && isLater(call, now);
    }

    /* Whether the call was sent after the last report had arrived, so that it cannot have been overtaken. */
    private boolean isLater(ApiCall call, Moment now) {
        long sent = Math.min(EpochNanos.of(call.timestamp()), now.wallNanos() - call.latency().toNanos());
        return sent > reportedAtNanos;
    }

    /** Whether its reports have contradicted each other turn by turn, so that it must be several windows. */
    boolean isSeveral() {
        return contradictions >= TURN_BY_TURN;
    }

    private void take(WindowReading window, long reset, boolean sameReset, Moment now) {
        if (unit != window.unit()) { // see WindowReading.begin
            unit = window.unit();
        }
        long reported = quota(window.limit());
        limit = reported < 0 ? limit : reported;
        remaining = whole(window.remaining(), false);
        used = whole(window.used(), true);
        if (limit >= 0 && remaining >= 0) {
            // "used" may be the cost of one call; the difference is not
            used = Math.max(0, limit - remaining);
        } else if (limit >= 0 && used >= 0) {
            remaining = Math.max(0, limit - used);
        }
        since = 0;
        windowSeconds = window.windowSeconds();
        takeTime(now.wallNanos());
        takeEnd(reset, sameReset, now);
    }

    /* Calls may be counted in another order than that in which they ended; but the clock may also have been set back. */
    private void takeTime(long nanos) {
        if (nanos > reportedAtNanos || reportedAtNanos - nanos > BESIDE_NANOS) {
            reportedAtNanos = nanos;
        }
    }

    private void takeEnd(long reported, boolean sameReset, Moment now) {
        boolean refills = false;
        if (reported != EpochNanos.UNKNOWN) {
            end.set(reported, now);
            refills = end.nanosRemaining(now) < SECOND_NANOS && remaining != 0 && !sameReset;
            if (!refills) {
                boolean passed = end.hasPassed(now);
                resetAtNanos = passed ? EpochNanos.UNKNOWN : reported;
                if (passed) {
                    end.setAfter(1, now);
                }
                return;
            }
        }
        resetAtNanos = EpochNanos.UNKNOWN;
        long unstated = refills ? REFILLING_SECONDS : UNSTATED_SECONDS;
        end.setAfter(windowSeconds >= 0 ? windowSeconds : unstated, now);
    }

    /* A limit of less than one is a pace, not a quota. */
    static long quota(double limit) {
        return limit == 0 || limit >= 1 ? (long) limit : Alerts.UNKNOWN;
    }

    /* Of a fraction, only the integral part certainly remains. */
    private static long whole(double number, boolean up) {
        return Double.isNaN(number) ? Alerts.UNKNOWN : (long) (up ? Math.ceil(number) : Math.floor(number));
    }

    private void startPeriod(Moment now) {
        period++;
        periodEnd.set(end);
        trend.restart(used, now);
        periodStart = resetAtNanos == EpochNanos.UNKNOWN || windowSeconds < 0
                ? now.wall()
                : EpochNanos.toInstant(resetAtNanos).minusSeconds(windowSeconds);
    }

    /** Counts own calls, or their tokens, that no report of this window includes yet. */
    void countOn(long requests, long tokens) {
        since += switch (unit) {
            case "requests" -> requests;
            case "tokens" -> tokens;
            default -> 0;
        };
    }

    boolean isOver(Moment now) {
        return end.hasPassed(now);
    }

    /** Whether the window has ended or begun a new period, which has not been noticed yet. */
    boolean isDue(Moment now) {
        return end.hasPassed(now) || periodEnd.hasPassed(now);
    }

    String unit() {
        return unit;
    }

    /** Returns what remains by the last report less what was used since, or {@link Alerts#UNKNOWN}. */
    long remaining() {
        return remaining < 0 ? remaining : Math.max(0, remaining - since);
    }

    /** Returns what is used, or {@link Alerts#UNKNOWN}; more than the limit only if the provider says so. */
    long used() {
        long counted = used < 0 ? used : used + since;
        return limit < 0 ? counted : Math.max(used, Math.min(counted, limit));
    }

    void check(Moment now, Alerts.Context context, List<QuotaEvent> events) {
        if (periodEnd.hasPassed(now)) {
            startPeriod(now);
        }
        alerts.check(used(), limit, remaining(), period, periodStart, now, context, events);
    }

    void end(Moment now, Alerts.Context context, List<QuotaEvent> events) {
        alerts.recover(now, context, events);
    }

    long reportedAtNanos() {
        return reportedAtNanos;
    }

    /** Whether it was reported so recently that it is still valid although another limit has been reported under its name. */
    boolean isValidBesideOthers(Moment now) {
        return now.wallNanos() - reportedAtNanos < BESIDE_NANOS;
    }

    /** @param ownPerSecond how much of the unit our own calls use per second, or NaN if unknown */
    QuotaWindow window(Moment now, double ownPerSecond) {
        return QuotaWindow.builder(name, unit, QuotaWindow.Source.REPORTED)
                .partition(partition)
                .reportedAt(EpochNanos.toInstant(reportedAtNanos))
                .limit(limit)
                .used(used())
                .remaining(remaining())
                .resetAt(resetAtNanos == EpochNanos.UNKNOWN ? null : EpochNanos.toInstant(resetAtNanos))
                .windowLength(windowSeconds < 0 ? null : Duration.ofSeconds(windowSeconds))
                .projectedExhaustion(projection(now, ownPerSecond))
                .build();
    }

    private @Nullable Instant projection(Moment now, double ownPerSecond) {
        if (remaining() == 0) {
            return now.wall();
        }
        // others may use the same quota, so the reports' rate is preferred once there are enough of them
        double reported = used < 0 ? Double.NaN : trend.perSecond(used(), now);
        double perSecond = reported > 0 ? reported : ownPerSecond;
        if (remaining < 0 || resetAtNanos == EpochNanos.UNKNOWN || !(perSecond > 0)) {
            return null;
        }
        double nanos = remaining() / perSecond * 1e9;
        return nanos < end.nanosRemaining(now) ? now.after((long) nanos) : null;
    }
}
