package app.quotawatch.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.event.QuotaEvent;
import app.quotawatch.event.QuotaThresholdReached;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.time.Clocks;

/** A ledger of one API, with a time that only the test advances. */
final class Ledgers {

    static final Instant NOON = Instant.parse("2026-05-07T12:00:00Z");

    final List<QuotaEvent> events = new ArrayList<>();
    final QuotaLedger ledger;
    private Instant wall = NOON;
    private long nanos = -5_000_000_000L;
    private final Clocks clocks = new Clocks(() -> wall, () -> nanos);

    Ledgers(ApiConfig.Builder api, Integer... thresholds) {
        ledger = new QuotaLedger(List.of(api.build()), List.of(thresholds), "test", clocks, events::add);
    }

    static ApiConfig.Builder api() {
        return ApiConfig.builder("a").baseUrl("https://a.example");
    }

    /** Lets time pass. */
    void pass(Duration duration) {
        wall = wall.plus(duration);
        nanos += duration.toNanos();
    }

    void passSeconds(double seconds) {
        pass(Duration.ofNanos((long) (seconds * 1e9)));
    }

    /** Adjusts the clock; hardly any time passes. */
    void setClock(Instant instant) {
        wall = instant;
        nanos += Clocks.SERVES_NANOS;
    }

    /** Lets the machine sleep: the clock advances, the ticker hardly does. */
    void sleep(Duration duration) {
        wall = wall.plus(duration);
        nanos += Clocks.SERVES_NANOS;
    }

    void calls(int count) {
        for (int i = 0; i < count; i++) {
            answer(200);
        }
    }

    /** A call with a response that has these headers, as pairs of name and value. */
    void answer(int status, String... headers) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        record(call(status).rateLimitHeaders(all).build(), null);
    }

    /** A call with a response that reports one window. */
    void report(String limit, String remaining, String reset) {
        answer(200, "x-ratelimit-limit", limit, "x-ratelimit-remaining", remaining, "x-ratelimit-reset", reset);
    }

    void tokens(long tokens) {
        record(call(200).tokens(tokens).build(), null);
    }

    /** A call that is recorded now, with a response of this date. */
    void record(ApiCall call, Instant date) {
        ledger.record(call, date, clocks.now());
    }

    private ApiCall.Builder call(int status) {
        return ApiCall.builder("a").endpoint("/v1/things").method("GET").status(status).timestamp(wall);
    }

    ApiQuota quota() {
        return ledger.quota("a").orElseThrow();
    }

    QuotaWindow window(String name) {
        return quota().windows().stream().filter(window -> window.name().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("no window " + name + " in " + quota()));
    }

    /** Returns "partition limit: remaining" of each window; a partition only where there is one. */
    List<String> remaining() {
        return quota().windows().stream().map(window -> window.partition().map(partition -> partition + " ").orElse("")
                + window.limit().orElse(-1) + ": " + window.remaining().orElse(-1)).toList();
    }

    boolean has(String name) {
        return quota().windows().stream().anyMatch(window -> window.name().equals(name));
    }

    <T extends QuotaEvent> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<Integer> thresholds(String limitType) {
        return events(QuotaThresholdReached.class).stream().filter(event -> event.limitType().equals(limitType))
                .map(QuotaThresholdReached::thresholdPct).toList();
    }

    Instant instant() {
        return wall;
    }
}
