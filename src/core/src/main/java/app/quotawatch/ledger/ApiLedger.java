package app.quotawatch.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.Partition;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.QuotaEvent;
import app.quotawatch.headers.RateLimitReader;
import app.quotawatch.headers.ReadingBuffer;
import app.quotawatch.keys.ConfigKey;
import app.quotawatch.privacy.PartitionLabel;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.ReportedWindow;
import app.quotawatch.time.EpochNanos;
import app.quotawatch.time.Moment;

/** The ledger of one API. Not thread-safe. */
final class ApiLedger {

    private static final long MILLI_NANOS = 1_000_000;
    private static final long SAME_WAIT_NANOS = 1_000_000_000;

    private final Alerts.Context context;
    private final RateLimitReader reader = new RateLimitReader();
    /* What the call that is being counted reported. */
    private final ReadingBuffer reading = new ReadingBuffer();
    private final CountedQuota counted;
    private final ReportedQuotas reported = new ReportedQuotas();
    private final ReportedTokens reportedTokens = new ReportedTokens();
    private final HitFolder hits;
    private final boolean byEndpoint;
    private final String partitionKey;
    private boolean advised;
    private final Deadline retryAfter = new Deadline();
    private boolean waits;
    private long tokensSinceReport;
    private long failedCalls;

    private final @Nullable FleetMember fleet;
    private final Unshared unsharedWait = new Unshared(false);

    /** @param fleet what is shared with the other replicas of a fleet; null if nothing is */
    ApiLedger(ApiConfig api, String environment, int[] thresholds, @Nullable FleetMember fleet) {
        this.fleet = fleet;
        context = new Alerts.Context(api.name(), environment, thresholds, fleet == null ? null : fleet.claims());
        counted = new CountedQuota(api.limits(), fleet == null ? null : fleet.count());
        hits = new HitFolder(api.name());
        byEndpoint = api.partition().kind() == Partition.Kind.ENDPOINT;
        partitionKey = ConfigKey.PARTITION.of(api.id());
    }

    void record(ApiCall call, @Nullable Instant date, Moment now, List<QuotaEvent> events) {
        reader.read(call.rateLimitHeaders(), call.status(), date, now.wallNanos(), reading);
        // windows that have ended must be reported before this call counts
        reported.checkDue(now, context, events);
        counted.countRequest(now);
        String partition = partition(call);
        counted.countTokens(tokens(call, partition, now), now);
        reported.take(reading, call, partition, now);
        boolean rejected = call.hit429() || call.status() >= 400;
        long wanted = reading.retryAfterNanos();
        if (rejected && wanted != EpochNanos.UNKNOWN && (!waits || wanted > retryAfter.atNanos())) {
            retryAfter.set(wanted, now);
            waits = true;
            unsharedWait.renew();
        }
        if (call.hit429()) {
            hits.hit(call.endpoint(), partition, wanted == EpochNanos.UNKNOWN ? null : EpochNanos.toInstant(wanted));
        }
        check(now, false, events);
    }

    /* Observed calls have theirs; of recorded ones, at least the endpoint is known. */
    private @Nullable String partition(ApiCall call) {
        String partition = call.partition().orElse(null);
        return partition == null && byEndpoint ? PartitionLabel.of(call.endpoint()) : partition;
    }

    /**
     * Returns what to advise of, once, if the reports of this API contradict themselves because nothing distinguishes its
     * partitions; otherwise null.
     */
    @Nullable
    String advice() {
        if (!reported.isContradictory() || advised) {
            return null;
        }
        advised = true;
        return "The quotas that " + context.api()
                + " reports contradict each other, as those of several keys, projects, models or "
                + "endpoints would; set " + partitionKey + " to what distinguishes them: "
                + "credential, endpoint, header:NAME or response-header:NAME";
    }

    void fail(CallFailed call, Moment now, List<QuotaEvent> events) {
        failedCalls++;
        if (call.kind().mayHaveArrived()) {
            counted.countRequest(now);
        }
        check(now, false, events);
    }

    /* The tokens that the call states, plus any further decrease of what remains by the provider's count. */
    private long tokens(ApiCall call, @Nullable String partition, Moment now) {
        long stated = call.tokens().orElse(0);
        long decrease = reportedTokens.used(reading, partition, now);
        tokensSinceReport += stated;
        if (decrease == 0) {
            return stated;
        }
        long unstated = Math.max(0, decrease - tokensSinceReport);
        tokensSinceReport = 0;
        return stated + unstated;
    }

    private void check(Moment now, boolean last, List<QuotaEvent> events) {
        counted.check(now, context, events);
        reported.check(now, context, events);
        hits.fire(now, last, events);
        waits = waits && !retryAfter.hasPassed(now);
    }

    /** Notices what the passing of time changes. */
    void tick(Moment now, boolean last, List<QuotaEvent> events) {
        check(now, last, events);
    }

    ApiQuota quota(Moment now, List<QuotaEvent> events) {
        check(now, false, events);
        List<QuotaWindow> windows = new ArrayList<>(counted.windows(now));
        for (ReportedQuota window : reported.valid(now)) {
            windows.add(window.window(now, counted.perSecond(window.amount().unit(), now)));
        }
        return ApiQuota.of(context.api(), context.environment(), windows,
                waits ? Optional.of(EpochNanos.toInstant(retryAfter.atNanos())) : Optional.empty(), failedCalls)
                .withFleet(fleet == null ? null : fleet.state(now));
    }

    /**
     * Returns what to report to the fleet's store; null if nothing of this API is shared. Where the reports of its provider
     * contradict each other, they stay here.
     *
     * @param allWindows whether to ask for the fleet's windows also if there is no reason to expect any
     */
    FleetReport.@Nullable Api share(boolean allWindows, Moment now) {
        if (fleet == null) {
            return null;
        }
        boolean contradictory = reported.isContradictory();
        List<ReportedWindow> shared = contradictory ? List.of() : reported.share(now);
        waits = waits && !retryAfter.hasPassed(now);
        if (!waits) {
            unsharedWait.confirm();
        }
        OptionalLong wait = unsharedWait.take() && waits
                ? OptionalLong.of(Math.max(0, retryAfter.nanosRemaining(now)) / MILLI_NANOS)
                : OptionalLong.empty();
        boolean wanted = !contradictory && (allWindows || !reported.isEmpty() || wait.isPresent());
        return fleet.count().history().report(context.api(), now.nanos(), shared, wait, wanted);
    }

    /** Notes that the estimate of the store's time was wrong by so many seconds. */
    void moved(long seconds) {
        if (fleet != null) {
            fleet.count().history().move(seconds);
        }
    }

    /** Takes the fleet's answer; returns whether the report is to be made once more. */
    boolean take(FleetAnswer.Api answer, Duration interval, long storeSecond, Moment now, List<QuotaEvent> events) {
        if (fleet == null) {
            return false;
        }
        if (answer.status() != FleetAnswer.Status.COUNTED) {
            if (answer.status() == FleetAnswer.Status.RESYNC) {
                fleet.count().history().resync();
            }
            return true;
        }
        fleet.answered(now);
        fleet.count().take(answer.sums(), answer.acked(), storeSecond, now);
        reported.confirm();
        unsharedWait.confirm();
        if (answer.windows().isPresent() && !reported.isContradictory()) {
            reported.take(FleetWindow.of(answer.windows().get(), interval, now), now);
        }
        if (answer.retryAfterMillis().isPresent()) {
            long until = now.wallNanos() + answer.retryAfterMillis().getAsLong() * MILLI_NANOS;
            // each way to the store and back makes it seem a little later
            if (!waits || until > retryAfter.atNanos() + SAME_WAIT_NANOS) {
                retryAfter.set(until, now);
                waits = !retryAfter.hasPassed(now);
            }
        }
        check(now, false, events);
        return false;
    }

    @Override
    public String toString() {
        return "ApiLedger[" + context.api() + "]";
    }
}
