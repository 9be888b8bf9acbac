package app.quotawatch.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import app.quotawatch.ApiConfig;
import app.quotawatch.FleetConfig;
import app.quotawatch.event.QuotaEvent;
import app.quotawatch.fleet.StoreClock;
import app.quotawatch.quota.Fleet;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.time.Moment;

/** What the ledgers of all shared APIs report to the fleet's store, and learn from it. Not thread-safe. */
final class FleetLedger {

    /* Windows of APIs that have reported none here are asked for only so often. */
    private static final int RARELY = 5;

    private final StoreClock clock;
    private final FleetState state;
    private final Claims claims;
    private final Map<String, ApiLedger> shared = new LinkedHashMap<>();
    private long exchanges;
    private boolean asksForAll;
    private boolean answered;
    private long answeredNanos;

    FleetLedger(FleetConfig config, Moment now) {
        clock = new StoreClock(now.nanos(), now.wallNanos());
        claims = new Claims(config.timeout());
        state = new FleetState(claims, config.syncInterval());
    }

    /** Returns what an API shares; {@link #add} adds its ledger. */
    FleetMember member(ApiConfig api, Moment now) {
        return new FleetMember(state, new FleetCount(api.limits(), clock, now.nanos()));
    }

    void add(String api, ApiLedger ledger) {
        shared.put(api, ledger);
    }

    /** Returns how many APIs are shared. */
    int size() {
        return shared.size();
    }

    /** @param again whether a report of the same exchange was not counted */
    FleetReport report(Duration interval, boolean leaving, boolean again, Moment now) {
        if (!again) {
            asksForAll = exchanges++ % RARELY == 0;
        }
        List<FleetReport.Api> apis = new ArrayList<>(shared.size());
        for (ApiLedger ledger : shared.values()) {
            FleetReport.Api shared = ledger.share(asksForAll, now);
            if (shared != null) {
                apis.add(shared);
            }
        }
        return new FleetReport(clock.isKnown() ? clock.second(now.nanos()) : 0, interval, leaving, apis, claims.take());
    }

    /**
     * Takes the answer to the last report.
     *
     * @param answer of valid numbers; without the APIs whose answers were not
     * @param interval the time until the next exchange
     * @return whether the report is to be made once more
     */
    boolean take(FleetAnswer answer, Duration interval, long sentNanos, Moment now, List<QuotaEvent> events) {
        long moved = clock.answered(answer.storeTime(), sentNanos, now.nanos());
        boolean again = false;
        state.answered(answer.replicas(), interval);
        for (ApiLedger ledger : shared.values()) {
            ledger.moved(moved);
        }
        long storeSecond = answer.storeTime().getEpochSecond();
        for (FleetAnswer.Api api : answer.apis()) {
            ApiLedger ledger = shared.get(api.name());
            if (ledger != null) {
                again |= ledger.take(api, interval, storeSecond, now, events);
            }
        }
        claims.answered(answer.granted(), events);
        if (!again) {
            // otherwise what the others have used is unknown
            answered = true;
            answeredNanos = now.nanos();
        }
        return again;
    }

    void failed(List<QuotaEvent> events) {
        claims.failed(events);
    }

    void tick(Moment now, boolean last, List<QuotaEvent> events) {
        if (last) {
            claims.close(events);
        } else {
            claims.expire(now, events);
        }
    }

    /** Returns, once, whether there are new claims, which should not wait until the next exchange. */
    boolean takeUrgency() {
        return claims.takeNew();
    }

    Optional<Fleet> fleet(Moment now) {
        return answered ? Optional.of(state.of(answeredNanos, now)) : Optional.empty();
    }
}
