package app.quotawatch.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.FleetConfig;
import app.quotawatch.event.QuotaEvent;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.testing.ManualTime;
import app.quotawatch.testing.MemoryFleetStore;
import app.quotawatch.time.Clocks;

/** The ledger of one replica, which exchanges when the test says so. */
final class FleetReplica {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int MOST_ROUNDS = 4;
    private static int started;

    final List<QuotaEvent> events = new ArrayList<>();
    final QuotaLedger ledger;
    private final Clocks clocks;
    private final ManualTime time;
    private final FleetStore store;
    FleetReport lastReport;

    /** @param clockError by how much its wall clock is ahead */
    FleetReplica(MemoryFleetStore store, ManualTime time, Duration clockError, ApiConfig.Builder api) {
        this.time = time;
        long begin = 1_000_000_007L * ++started;
        clocks = new Clocks(() -> time.clock().instant().plus(clockError), () -> time.getAsLong() + begin);
        FleetConfig config = FleetConfig.builder("shop").store(store).build();
        this.store = store.open(config.settings("test", "replica-" + started));
        ledger = new QuotaLedger(List.of(api.build()), List.of(80, 100), "test", clocks, events::add, config);
    }

    FleetReplica(MemoryFleetStore store, ManualTime time, ApiConfig.Builder api) {
        this(store, time, Duration.ZERO, api);
    }

    void calls(int number) {
        for (int i = 0; i < number; i++) {
            answer(200);
        }
    }

    void tokens(long tokens) {
        record(call(200).tokens(tokens).build());
    }

    /** A call with a response that has these headers, as pairs of name and value. */
    void answer(int status, String... headers) {
        record(call(status).rateLimitHeaders(pairs(headers)).build());
    }

    void answerOf(String partition, String... headers) {
        record(call(200).partition(partition).rateLimitHeaders(pairs(headers)).build());
    }

    private static Map<String, String> pairs(String... headers) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return all;
    }

    private ApiCall.Builder call(int status) {
        return ApiCall.builder("a").endpoint("/v1").method("GET").status(status).timestamp(clocks.now().wall());
    }

    private void record(ApiCall call) {
        ledger.record(call, null, clocks.now());
    }

    /** Exchanges once; returns whether the store answered. */
    boolean exchange() {
        boolean again = true;
        for (int i = 0; again; i++) {
            if (i == MOST_ROUNDS) {
                throw new AssertionError("the report was never counted: " + lastReport);
            }
            lastReport = ledger.report(INTERVAL, false, i > 0);
            long sent = clocks.now().nanos();
            try {
                FleetAnswer answer = store.exchange(lastReport);
                again = ledger.take(answer, INTERVAL, sent);
            } catch (Exception e) {
                ledger.exchangeFailed();
                return false;
            }
        }
        return true;
    }

    ApiQuota quota() {
        return ledger.quota("a").orElseThrow();
    }

    QuotaWindow window(String name) {
        return quota().windows().stream().filter(window -> window.name().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("no window " + name + " in " + quota()));
    }

    long used(String name) {
        return window(name).used().orElseThrow();
    }

    long remaining(String name) {
        return window(name).remaining().orElseThrow();
    }

    <T extends QuotaEvent> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    Instant now() {
        return time.clock().instant();
    }
}
