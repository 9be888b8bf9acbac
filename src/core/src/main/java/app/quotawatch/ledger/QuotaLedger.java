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

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.QuotaEvent;
import app.quotawatch.json.ResultList;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.time.Clocks;
import app.quotawatch.time.Moment;

/**
 * Knows what remains of each API's quota: counts every call exactly against the configured limits, and reads what the
 * provider's headers report. Uses constant memory per API. Not thread-safe: whoever counts or reads holds one lock for all APIs.
 */
public final class QuotaLedger {

    private final Map<String, ApiLedger> ledgers = new LinkedHashMap<>();
    private final Clocks clocks;
    private final Consumer<? super QuotaEvent> sink;

    /* Empty between two calls: made once. */
    private final List<QuotaEvent> events = new ArrayList<>();

    /* Not logged here: a log handler must not run under the lock. */
    private final List<String> advice = new ArrayList<>(0);

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
     * @param date the response's Date header, or null if unknown
     * @param now when it is recorded
     */
    public void record(ApiCall call, @Nullable Instant date, Moment now) {
        ApiLedger ledger = ledgers.get(call.api());
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
        ApiLedger ledger = ledgers.get(call.api());
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
        ApiLedger ledger = api == null ? null : ledgers.get(api);
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
        pass();
    }

    @Override
    public String toString() {
        return "QuotaLedger" + ledgers.values();
    }
}
