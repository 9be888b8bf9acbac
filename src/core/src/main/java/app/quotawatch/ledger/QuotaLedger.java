package app.quotawatch.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.QuotaEvent;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.time.Clocks;
import app.quotawatch.time.Moment;

/**
 * Knows what is left of each API's quota: counts every call exactly against the configured limits, and reads what the
 * provider's headers report. Memory is constant an API. Thread-safe; each API has a lock of its own.
 */
public final class QuotaLedger {

    private final Map<String, ApiLedger> ledgers = new LinkedHashMap<>();
    private final Clocks clocks;
    private final Consumer<? super QuotaEvent> sink;

    /**
     * Starts with nothing counted.
     *
     * @param apis the APIs to know; those of one name have the same limits, and share one ledger
     * @param thresholds percentages of a window at which an event is due
     * @param environment the environment that events name
     * @param clocks what time it is
     * @param sink takes the events, on the thread that recorded, asked or ticked, but under no lock; it must be quick and not
     *        throw, so it is to pass them on
     */
    public QuotaLedger(List<ApiConfig> apis, List<Integer> thresholds, String environment, Clocks clocks,
            Consumer<? super QuotaEvent> sink) {
        int[] ascending = ascending(thresholds);
        for (ApiConfig api : apis) {
            ledgers.putIfAbsent(api.name(), new ApiLedger(api, environment, ascending));
        }
        this.clocks = clocks;
        this.sink = sink;
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
     * @param date the response's Date header, or null if it is not known
     * @param now when it is recorded
     */
    public void record(ApiCall call, Instant date, Moment now) {
        ApiLedger ledger = ledgers.get(call.api());
        if (ledger != null) {
            List<QuotaEvent> events = new ArrayList<>(0);
            ledger.record(call, date, now, events);
            events.forEach(sink);
        }
    }

    /** Counts a call that got no answer. One of an API that is not configured is ignored. */
    public void fail(CallFailed call) {
        ApiLedger ledger = ledgers.get(call.api());
        if (ledger != null) {
            List<QuotaEvent> events = new ArrayList<>(0);
            ledger.fail(call, clocks.now(), events);
            events.forEach(sink);
        }
    }

    /** Returns what is left of the API with this name; empty if it is not configured. */
    public Optional<ApiQuota> quota(String api) {
        ApiLedger ledger = api == null ? null : ledgers.get(api);
        return ledger == null ? Optional.empty() : Optional.of(quota(ledger));
    }

    /** Returns what is left of each configured API, in the order of the configuration. */
    public List<ApiQuota> quotas() {
        return ledgers.values().stream().map(this::quota).toList();
    }

    private ApiQuota quota(ApiLedger ledger) {
        List<QuotaEvent> events = new ArrayList<>(0);
        ApiQuota quota = ledger.quota(clocks.now(), events);
        events.forEach(sink);
        return quota;
    }

    /** Notices what the passing of time alone changes: windows that reset, refusals that wait for their event. */
    public void tick() {
        tick(false);
    }

    /** Tells what is still to be told; for the end of the application. */
    public void close() {
        tick(true);
    }

    private void tick(boolean last) {
        List<QuotaEvent> events = new ArrayList<>(0);
        for (ApiLedger ledger : ledgers.values()) {
            ledger.tick(clocks.now(), last, events);
        }
        events.forEach(sink);
    }

    @Override
    public String toString() {
        return "QuotaLedger" + ledgers.values();
    }
}
