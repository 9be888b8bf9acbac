package app.quotawatch.ledger;

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
     * This is written over by nearly every call of an API and read by few, so instants are numbers until somebody asks for them.
     */

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long BESIDE_NANOS = 60 * SECOND_NANOS;
    /* Reports that agree count half as much, so that rare contradictions never add up. */
    private static final int CONTRADICTION = 2;
    private static final int TURN_BY_TURN = 6;

    private final String name;
    private final @Nullable String partition;
    private final Alerts alerts;
    private final ReportedAmount amount;
    private final ReportedEnd end = new ReportedEnd();
    private long reportedAtNanos = Long.MIN_VALUE / 2;

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
        amount = new ReportedAmount(window.unit());
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
        amount = new ReportedAmount(window.unit());
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

    /**
     * Takes a report of this window.
     *
     * @param call the call with whose response it arrived
     */
    void report(WindowReading window, ApiCall call, Moment now) {
        unshared.renew();
        long reset = bareReset.of(window, now);
        boolean sameReset = end.isSameReset(reset);
        if (periodEnd.hasPassed(now)) {
            take(window, reset, sameReset, now);
            startPeriod(now);
            return;
        }
        long lastRemaining = amount.reportedRemaining();
        long lastUsed = amount.reportedUsed();
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
        if (sameReset && !refilled) {
            amount.keepLess(lastRemaining);
        }
        if (!end.hasReset() && amount.hasFallenFrom(lastUsed)) {
            startPeriod(now);
        }
        trend.observe(amount.reportedUsed(), now);
    }

    /**
     * Takes what the provider reported to another replica of the fleet: within one period, the smaller remaining number; otherwise
     * the later report.
     */
    void report(FleetWindow window, Moment now) {
        boolean over = periodEnd.hasPassed(now);
        if (!over && end.isSameReset(window.resetAtNanos())) {
            amount.takeLess(window);
            reportedAtNanos = Math.max(reportedAtNanos, window.reportedAtNanos());
        } else if (over || window.reportedAtNanos() > reportedAtNanos) {
            long lastUsed = amount.reportedUsed();
            long lastReset = end.resetAtNanos();
            take(window, now);
            if (over || (end.hasReset() ? end.resetAtNanos() > lastReset : amount.hasFallenFrom(lastUsed))) {
                startPeriod(now);
            }
        }
        trend.observe(amount.reportedUsed(), now);
    }

    private void take(FleetWindow window, Moment now) {
        amount.take(window);
        reportedAtNanos = window.reportedAtNanos();
        end.take(window, now);
    }

    private void take(WindowReading window, long reset, boolean sameReset, Moment now) {
        amount.take(window);
        takeTime(now.wallNanos());
        end.take(window, reset, sameReset, amount.reportedRemaining() == 0, now);
    }

    /* Calls may be counted in another order than that in which they ended; but the clock may also have been set back. */
    private void takeTime(long nanos) {
        if (nanos > reportedAtNanos || reportedAtNanos - nanos > BESIDE_NANOS) {
            reportedAtNanos = nanos;
        }
    }

    private void startPeriod(Moment now) {
        period++;
        periodEnd.set(end);
        trend.restart(amount.reportedUsed(), now);
        Instant start = end.start();
        periodStart = start == null ? now.wall() : start;
    }

    private boolean mayHaveRefilled(WindowReading window, boolean sameReset, ApiCall call, Moment now) {
        if (!sameReset || amount.limit() < 0 || !amount.isLessThan(window) || !isLater(call, now)) {
            return false;
        }
        double passed = now.wallNanos() - reportedAtNanos;
        // resets are rounded up to seconds
        double untilFull = end.resetAtNanos() - reportedAtNanos - SECOND_NANOS;
        double stillMissing = (amount.limit() - amount.reportedRemaining()) * (1 - passed / untilFull);
        return passed >= untilFull || amount.limit() - window.remaining() >= Math.floor(stillMissing);
    }

    private boolean contradicts(WindowReading window, long reset, boolean samePeriod, ApiCall call, Moment now) {
        boolean earlierReset = bareReset.isUndecided() ? bareReset.isContradictory() : end.isAfter(reset);
        boolean contradicts = earlierReset || samePeriod && amount.isLessThan(window);
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

    /** Counts own calls, or their tokens, that no report of this window includes yet. */
    void countOn(long requests, long tokens) {
        amount.countOn(requests, tokens);
    }

    /** Returns what to share with the fleet; null if the provider has reported nothing to this replica since. */
    @Nullable
    ReportedWindow share(Moment now) {
        return unshared.take() && !isOver(now) ? FleetWindow.shared(this, now) : null;
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

    ReportedAmount amount() {
        return amount;
    }

    ReportedEnd end() {
        return end;
    }

    long reportedAtNanos() {
        return reportedAtNanos;
    }

    boolean isOver(Moment now) {
        return end.hasPassed(now);
    }

    /** Whether the window has ended or begun a new period, which has not been noticed yet. */
    boolean isDue(Moment now) {
        return end.hasPassed(now) || periodEnd.hasPassed(now);
    }

    /** Whether it was reported so recently that it is still valid although another limit has been reported under its name. */
    boolean isValidBesideOthers(Moment now) {
        return now.wallNanos() - reportedAtNanos < BESIDE_NANOS;
    }

    void check(Moment now, Alerts.Context context, List<QuotaEvent> events) {
        if (periodEnd.hasPassed(now)) {
            startPeriod(now);
        }
        alerts.check(amount.used(), amount.limit(), amount.remaining(), period, periodStart, now, context, events);
    }

    void recover(Moment now, Alerts.Context context, List<QuotaEvent> events) {
        alerts.recover(now, context, events);
    }

    /** @param ownPerSecond how much of the unit our own calls use per second, or NaN if unknown */
    QuotaWindow window(Moment now, double ownPerSecond) {
        return QuotaWindow.builder(name, amount.unit(), QuotaWindow.Source.REPORTED)
                .partition(partition)
                .reportedAt(EpochNanos.toInstant(reportedAtNanos))
                .limit(amount.limit())
                .used(amount.used())
                .remaining(amount.remaining())
                .resetAt(end.reset())
                .windowLength(end.windowLength())
                .projectedExhaustion(projection(now, ownPerSecond))
                .build();
    }

    private @Nullable Instant projection(Moment now, double ownPerSecond) {
        long remaining = amount.remaining();
        if (remaining == 0) {
            return now.wall();
        }
        // others may use the same quota, so the reports' rate is preferred once there are enough of them
        double reported = amount.used() < 0 ? Double.NaN : trend.perSecond(amount.used(), now);
        double perSecond = reported > 0 ? reported : ownPerSecond;
        if (remaining < 0 || !end.hasReset() || !(perSecond > 0)) {
            return null;
        }
        double nanos = remaining / perSecond * 1e9;
        return nanos < end.nanosRemaining(now) ? now.after((long) nanos) : null;
    }
}
