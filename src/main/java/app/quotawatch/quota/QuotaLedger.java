package app.quotawatch.quota;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.CallFailed;

/**
 * Knows what is left of each API's quota: counts every call exactly against the configured limits, and reads what the
 * provider's headers report. Memory is constant an API. Thread-safe; each API has a lock of its own.
 */
public final class QuotaLedger {

    private static final long PAUSE_NANOS = 100_000_000;
    private static final int MAX_TRIES = 10;

    private final Map<String, ApiLedger> ledgers = new LinkedHashMap<>();
    private final Clock clock;
    private final LongSupplier ticker;
    private final Consumer<? super QuotaEvent> sink;
    private volatile long apart;

    /**
     * Starts with nothing counted.
     *
     * @param apis the APIs to know; of two with the same name the first one's limits hold
     * @param thresholds percentages of a window at which an event is due
     * @param environment the environment that events name
     * @param clock the time of day
     * @param ticker nanoseconds that never go back, as of {@link System#nanoTime()}
     * @param sink takes the events, on the thread that recorded, asked or ticked, but under no lock; it must be quick and not
     *        throw, so it is to pass them on
     */
    public QuotaLedger(List<ApiConfig> apis, List<Integer> thresholds, String environment, Clock clock,
            LongSupplier ticker,
            Consumer<? super QuotaEvent> sink) {
        int[] ascending = thresholds.stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
        for (ApiConfig api : apis) {
            ledgers.putIfAbsent(api.name(), new ApiLedger(api, environment, ascending));
        }
        this.clock = clock;
        this.ticker = ticker;
        this.sink = sink;
    }

    /**
     * Counts a finished call, when it is recorded, and reads its headers. A call of an API that is not configured is ignored.
     *
     * @param date the response's Date header, or null if it is not known
     */
    public void record(ApiCall call, Instant date) {
        ApiLedger ledger = ledgers.get(call.api());
        if (ledger != null) {
            List<QuotaEvent> events = new ArrayList<>(0);
            ledger.record(call, date, now(), events);
            events.forEach(sink);
        }
    }

    /** Counts a call that got no answer. One of an API that is not configured is ignored. */
    public void fail(CallFailed call) {
        ApiLedger ledger = ledgers.get(call.api());
        if (ledger != null) {
            List<QuotaEvent> events = new ArrayList<>(0);
            ledger.fail(call, now(), events);
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
        ApiQuota quota = ledger.quota(now(), events);
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
            ledger.tick(now(), last, events);
        }
        events.forEach(sink);
    }

    /*
     * A thread that pauses between the two clocks would see a clock that was set. Reading one of them twice shows a pause; but
     * where the two are as far apart as they were, there was none, and no third reading is needed.
     */
    private Moment now() {
        long before = ticker.getAsLong();
        Instant instant = clock.instant();
        long seen = instant.getEpochSecond() * 1_000_000_000 + instant.getNano() - before;
        if (seen - apart <= PAUSE_NANOS && apart - seen <= PAUSE_NANOS) {
            return new Moment(instant, before);
        }
        Moment now = undisturbed();
        apart = now.wall().getEpochSecond() * 1_000_000_000 + now.wall().getNano() - now.nanos();
        return now;
    }

    private Moment undisturbed() {
        long before = ticker.getAsLong();
        for (int i = 0;; i++) {
            Instant wall = clock.instant();
            long after = ticker.getAsLong();
            if (after - before <= PAUSE_NANOS || i == MAX_TRIES) {
                return new Moment(wall, after);
            }
            before = after;
        }
    }

    @Override
    public String toString() {
        return "QuotaLedger" + ledgers.values();
    }
}
