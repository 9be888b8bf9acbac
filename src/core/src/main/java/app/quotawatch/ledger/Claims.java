package app.quotawatch.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.quotawatch.event.QuotaEvent;
import app.quotawatch.event.QuotaRecovered;
import app.quotawatch.event.QuotaThresholdReached;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.time.Moment;

/** Events that wait until the fleet's store knows whether this replica is the first to report them. Not thread-safe. */
final class Claims {

    /*
     * A claim is made once. If its answer is lost, whether it was granted is unknown; then the event counts as the first one,
     * since an alert too many is better than none.
     */

    private final long timeoutNanos;
    private List<Waiting> waiting = new ArrayList<>(0);
    private List<Waiting> asked = new ArrayList<>(0);
    private boolean added;

    Claims(Duration timeout) {
        timeoutNanos = timeout.toNanos();
    }

    private record Waiting(FleetReport.Claim claim, QuotaEvent event, long sinceNanos) {

        QuotaEvent event(boolean first) {
            if (event instanceof QuotaThresholdReached reached) {
                return reached.withFirstInFleet(first);
            }
            return event instanceof QuotaRecovered recovered ? recovered.withFirstInFleet(first) : event;
        }
    }

    void add(QuotaThresholdReached event, long period, Duration holds, Moment now) {
        add(new FleetReport.Claim(event.api(), window(event.limitType(), event.partition().orElse(null)),
                event.thresholdPct(), period, holds), event, now);
    }

    void add(QuotaRecovered event, long period, Duration holds, Moment now) {
        add(new FleetReport.Claim(event.api(), window(event.limitType(), event.partition().orElse(null)), 0, period,
                holds), event, now);
    }

    private static String window(String limitType, @Nullable String partition) {
        return partition == null ? limitType : limitType + "/" + partition;
    }

    private void add(FleetReport.Claim claim, QuotaEvent event, Moment now) {
        waiting.add(new Waiting(claim, event, now.nanos()));
        added = true;
    }

    /** Returns, once, whether there are new claims to make. */
    boolean takeNew() {
        boolean found = added;
        added = false;
        return found;
    }

    /** Returns the claims to make with an exchange, which {@link #answered} or {@link #failed} follows. */
    List<FleetReport.Claim> take() {
        List<FleetReport.Claim> claims = new ArrayList<>(waiting.size());
        for (Waiting each : waiting) {
            claims.add(each.claim);
        }
        asked.addAll(waiting);
        waiting = new ArrayList<>(0);
        return claims;
    }

    /** Adds the events whose claims were answered. */
    void answered(Set<FleetReport.Claim> granted, List<QuotaEvent> events) {
        for (Waiting each : asked) {
            events.add(each.event(granted.contains(each.claim)));
        }
        asked = new ArrayList<>(0);
    }

    /** Adds the events whose claims were not answered. */
    void failed(List<QuotaEvent> events) {
        addFirst(asked, events);
        asked = new ArrayList<>(0);
    }

    /** Adds the events that have waited for longer than an exchange may take. */
    void expire(Moment now, List<QuotaEvent> events) {
        asked = expired(asked, now, events);
        waiting = expired(waiting, now, events);
    }

    private List<Waiting> expired(List<Waiting> all, Moment now, List<QuotaEvent> events) {
        if (all.isEmpty()) {
            return all;
        }
        List<Waiting> others = new ArrayList<>(0);
        for (Waiting each : all) {
            if (now.nanosSince(each.sinceNanos) >= timeoutNanos) {
                events.add(each.event(true));
            } else {
                others.add(each);
            }
        }
        return others;
    }

    /** Adds all events that wait. */
    void close(List<QuotaEvent> events) {
        failed(events);
        addFirst(waiting, events);
        waiting = new ArrayList<>(0);
    }

    private static void addFirst(List<Waiting> all, List<QuotaEvent> events) {
        for (Waiting each : all) {
            events.add(each.event(true));
        }
    }

    @Override
    public String toString() {
        return "Claims[" + waiting.size() + ", asked=" + asked.size() + "]";
    }
}
