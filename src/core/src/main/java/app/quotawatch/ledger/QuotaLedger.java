package app.quotawatch.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.FleetConfig;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.QuotaEvent;
import app.quotawatch.json.ResultList;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.Fleet;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.time.Clocks;
import app.quotawatch.time.Moment;

/**
 * Knows what remains of each API's quota: counts every call exactly against the configured limits, and reads what the
 * provider's headers report. Uses constant memory per API. Not thread-safe: whoever counts or reads holds one lock for all APIs.
 */
public final class QuotaLedger {

    private final Map<String, ApiLedger> ledgers = new LinkedHashMap<>();
    private final LedgerIndex byName;
    private final Clocks clocks;
    private final Consumer<? super QuotaEvent> sink;

    /* Empty between two calls: made once. */
    private final List<QuotaEvent> events = new ArrayList<>();

    /* Not logged here: a log handler must not run under the lock. */
    private final List<String> advice = new ArrayList<>(0);

    private final @Nullable FleetLedger fleet;

    /**
     * Starts with nothing counted.
     *
     * @param apis the APIs to know; those of one name have the same limits, and share one ledger
     * @param thresholds percentages of a window at which an event is due
     * @param environment the environment that events name
     * @param clocks the current time
     * @param sink accepts the events on the thread that recorded, queried or ticked, under its lock; it must be quick and not throw
     */
    public QuotaLedger(List<ApiConfig> apis, List<Integer> thresholds, String environment, Clocks clocks,
            Consumer<? super QuotaEvent> sink) {
        this(apis, thresholds, environment, clocks, sink, null);
    }

    /**
     * Starts with nothing counted, as a replica of a fleet.
     *
     * @param config the fleet; null if there is none
     */
    public QuotaLedger(List<ApiConfig> apis, List<Integer> thresholds, String environment, Clocks clocks,
            Consumer<? super QuotaEvent> sink, @Nullable FleetConfig config) {
        this.clocks = clocks;
        this.sink = sink;
        this.fleet = config == null ? null : new FleetLedger(config, clocks.now());
        int[] ascending = ascending(thresholds);
        for (ApiConfig api : apis) {
            if (!ledgers.containsKey(api.name())) {
                ledgers.put(api.name(), ledger(api, environment, ascending));
            }
        }
        byName = new LedgerIndex(ledgers);
    }

    private ApiLedger ledger(ApiConfig api, String environment, int[] thresholds) {
        if (fleet == null || !api.fleet()) {
            return new ApiLedger(api, environment, thresholds, null);
        }
        ApiLedger ledger = new ApiLedger(api, environment, thresholds, fleet.member(api, clocks.now()));
        fleet.add(api.name(), ledger);
        return ledger;
    }

    private static int[] ascending(List<Integer> thresholds) {
        Set<Integer> sorted = new TreeSet<>(thresholds);
        int[] ascending = new int[sorted.size()];
        int i = 0;
        for (int threshold : sorted) {
            ascending[i++] = threshold;
        }
        return ascending;
    }

    /**
     * Counts a finished call and reads its headers. A call of an API that is not configured is ignored.
     *
     * @param date the response's Date header, or null if unknown
     * @param now when it is recorded
     */
    public void record(ApiCall call, @Nullable Instant date, Moment now) {
        ApiLedger ledger = byName.find(call.api());
        if (ledger != null) {
            ledger.record(call, date, now, events);
            pass();
            String advised = ledger.advice();
            if (advised != null) {
                advice.add(advised);
            }
        }
    }

    /**
     * Counts a call that received no response. A call of an API that is not configured is ignored.
     *
     * @param now when it failed
     */
    public void fail(CallFailed call, Moment now) {
        ApiLedger ledger = byName.find(call.api());
        if (ledger != null) {
            ledger.fail(call, now, events);
            pass();
        }
    }

    private void pass() {
        if (!events.isEmpty()) {
            events.forEach(sink);
            events.clear();
        }
    }

    /** Returns what remains of the quota of the API with this name; empty if it is not configured. */
    public Optional<ApiQuota> quota(@Nullable String api) {
        ApiLedger ledger = api == null ? null : byName.find(api);
        return ledger == null ? Optional.empty() : Optional.of(quota(ledger));
    }

    /** Returns what remains of the quota of each configured API, in the order of the configuration. */
    public List<ApiQuota> quotas() {
        List<ApiQuota> all = new ArrayList<>(ledgers.size());
        for (ApiLedger ledger : ledgers.values()) {
            all.add(quota(ledger));
        }
        return ResultList.of(all);
    }

    private ApiQuota quota(ApiLedger ledger) {
        ApiQuota quota = ledger.quota(clocks.now(), events);
        pass();
        return quota;
    }

    /** Returns whether {@link #takeAdvice} returns any. */
    public boolean hasAdvice() {
        return !advice.isEmpty();
    }

    /** Returns, once, what the application's developers should know: one line for each API at most. */
    public List<String> takeAdvice() {
        List<String> taken = List.copyOf(advice);
        advice.clear();
        return taken;
    }

    /** Reports what the passage of time alone changes: windows that are reset, rejections that wait for their event. */
    public void tick() {
        tick(false);
    }

    /** Reports what has not been reported yet; for the end of the application. */
    public void close() {
        tick(true);
    }

    private void tick(boolean last) {
        for (ApiLedger ledger : ledgers.values()) {
            ledger.tick(clocks.now(), last, events);
        }
        if (fleet != null) {
            fleet.tick(clocks.now(), last, events);
        }
        pass();
    }

    /** Returns how many APIs are shared with a fleet; 0 without one. */
    public int sharedApis() {
        return fleet == null ? 0 : fleet.size();
    }

    /** Returns, once, whether the next exchange with the fleet's store should be made at once, since events wait for it. */
    public boolean takeUrgency() {
        return fleet != null && fleet.takeUrgency();
    }

    /**
     * Returns what to report to the fleet's store.
     *
     * @param interval the time until the next exchange
     * @param leaving whether it is the last one
     * @param again whether a report of the same exchange was not counted
     * @throws IllegalStateException if there is no fleet
     */
    public FleetReport report(Duration interval, boolean leaving, boolean again) {
        return ofFleet().report(interval, leaving, again, clocks.now());
    }

    /**
     * Takes the store's answer to the last report.
     *
     * @param answer whose numbers are valid; without the APIs of which they were not
     * @param interval the time until the next exchange
     * @param sentNanos when the report was sent
     * @return whether the report is to be made once more, in the same exchange
     * @throws IllegalStateException if there is no fleet
     */
    public boolean take(FleetAnswer answer, Duration interval, long sentNanos) {
        boolean again = ofFleet().take(answer, interval, sentNanos, clocks.now(), events);
        pass();
        return again;
    }

    /**
     * Notes that the last report was not answered.
     *
     * @throws IllegalStateException if there is no fleet
     */
    public void exchangeFailed() {
        ofFleet().failed(events);
        pass();
    }

    private FleetLedger ofFleet() {
        if (fleet == null) {
            throw new IllegalStateException("there is no fleet");
        }
        return fleet;
    }

    /** Returns the fleet as of the last exchange; empty without one, or before the first. */
    public Optional<Fleet> fleet() {
        return fleet == null ? Optional.empty() : fleet.fleet(clocks.now());
    }

    @Override
    public String toString() {
        return "QuotaLedger" + ledgers.values();
    }
}
