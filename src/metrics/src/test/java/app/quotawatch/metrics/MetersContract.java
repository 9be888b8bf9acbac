package app.quotawatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.FailureKind;
import app.quotawatch.testing.MemoryFleetStore;

/** What every backend shows of a QuotaWatch. */
abstract class MetersContract {

    static final String LIMIT = "quotawatch.quota.limit";
    static final String USED = "quotawatch.quota.used";
    static final String REMAINING = "quotawatch.quota.remaining";
    static final String USED_RATIO = "quotawatch.quota.used_ratio";
    static final String RESET = "quotawatch.quota.reset";
    static final String EXHAUSTION = "quotawatch.quota.exhaustion";
    static final String CALLS = "quotawatch.calls";
    static final String RATE_LIMITED = "quotawatch.rate_limited";
    static final String FAILED_CALLS = "quotawatch.calls.failed";
    static final String RECORDED = "quotawatch.events.recorded";
    static final String DELIVERED = "quotawatch.events.delivered";
    static final String DROPPED = "quotawatch.events.dropped";
    static final String BUFFERED = "quotawatch.events.buffered";
    static final String DISCARDED = "quotawatch.notifications.discarded";
    static final String EXCHANGES = "quotawatch.fleet.exchanges";
    static final String REPLICAS = "quotawatch.fleet.replicas";
    static final String AGE = "quotawatch.fleet.age";

    /* How many notifications wait for a listener at most. */
    private static final int WAITING = 1_000;
    private static final int MANY = 40;

    private static final Map<String, String> DAILY = Map.of("api", "limited", "window", "daily", "unit",
            "requests", "source", "configured", "partition", "none");
    private static final Map<String, String> BY_FLEET = Map.of("api", "limited", "window", "daily", "unit",
            "requests", "source", "fleet", "partition", "none");
    private static final double SECONDS_PER_DAY = 86_400;

    final Watched watched = Watched.start();
    final Backend backend = backend();

    abstract Backend backend();

    @BeforeEach
    void bind() {
        backend.bind(watched.quotaWatch);
    }

    @AfterEach
    void end() {
        watched.close();
        backend.close();
    }

    @Test
    void callsWithAResponse_areTimedByApiMethodAndStatus() {
        watched.call("limited", 200, 100);
        watched.call("limited", 200, 200);
        watched.call("limited", 429, 50);

        assertThat(only(CALLS, calls("200", null)).value()).isEqualTo(2);
        assertThat(only(CALLS, calls("200", null)).seconds()).isCloseTo(0.3, within(1e-9));
        assertThat(only(CALLS, calls("429", "429")).value()).isEqualTo(1);
        assertThat(all(CALLS)).hasSize(2);
        assertThat(all(FAILED_CALLS)).isEmpty();
    }

    @Test
    void failedCallOfKnownDuration_isCountedAndTimed() {
        watched.fail("limited", FailureKind.CONNECT_TIMEOUT, Duration.ofMillis(1500));

        assertThat(only(FAILED_CALLS, failures("connect_timeout")).value()).isEqualTo(1);
        assertThat(only(CALLS, calls(null, "connect_timeout")).value()).isEqualTo(1);
        assertThat(only(CALLS, calls(null, "connect_timeout")).seconds()).isCloseTo(1.5, within(1e-9));
    }

    @Test
    void failedCallOfUnknownDuration_isCountedAndNotTimed() {
        watched.fail("limited", FailureKind.UNKNOWN, null);
        watched.fail("limited", FailureKind.UNKNOWN, null);
        watched.fail("limited", FailureKind.TLS, null);

        assertThat(only(FAILED_CALLS, failures("unknown")).value()).isEqualTo(2);
        assertThat(only(FAILED_CALLS, failures("tls")).value()).isEqualTo(1);
        assertThat(all(CALLS)).isEmpty();
    }

    @Test
    void callOfUnknownLatency_isNotTimed() {
        watched.call("limited", 302, 0);
        watched.call("limited", 200, 100);

        assertThat(all(CALLS)).singleElement()
                .satisfies(shown -> assertThat(shown.tags()).containsEntry("http.response.status_code", "200"));
    }

    @Test
    void configuredWindow_isShownBeforeTheFirstCall() {
        assertThat(only(LIMIT, DAILY).value()).isEqualTo(10);
        assertThat(only(USED, DAILY).value()).isZero();
        assertThat(only(REMAINING, DAILY).value()).isEqualTo(10);

        watched.call("limited", 200, 1);

        assertThat(only(LIMIT, DAILY).value()).isEqualTo(10);
        assertThat(only(USED, DAILY).value()).isEqualTo(1);
        assertThat(only(REMAINING, DAILY).value()).isEqualTo(9);
    }

    @Test
    void reportedWindow_isShownFromItsFirstReport() {
        assertThat(reported(LIMIT)).isEmpty();

        watched.call("reporting", 200, 1, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "59");

        assertThat(reported(LIMIT)).singleElement().satisfies(limit -> assertThat(limit.value()).isEqualTo(60));
        assertThat(reported(USED)).singleElement().satisfies(used -> assertThat(used.value()).isEqualTo(1));
        assertThat(reported(REMAINING)).singleElement()
                .satisfies(remaining -> assertThat(remaining.value()).isEqualTo(59));
    }

    @Test
    void secondReportedWindow_isShown() {
        watched.call("reporting", 200, 1, "x-ratelimit-limit-requests", "60", "x-ratelimit-remaining-requests", "59");
        watched.call("reporting", 200, 1, "x-ratelimit-limit-tokens", "900", "x-ratelimit-remaining-tokens", "800");

        assertThat(reported(LIMIT)).extracting(Shown::value).containsExactlyInAnyOrder(60.0, 900.0);
    }

    @Test
    void unknownValue_isNotShown() {
        watched.call("reporting", 200, 1, "x-ratelimit-remaining", "59");

        assertThat(reported(REMAINING)).hasSize(1);
        assertThat(reported(LIMIT)).isEmpty();
        assertThat(reported(USED)).isEmpty();
    }

    @Test
    void limitThatIsNotReportedAgain_isStillShown() {
        watched.call("reporting", 200, 1, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "59");
        assertThat(reported(LIMIT)).hasSize(1);

        watched.call("reporting", 200, 1, "x-ratelimit-remaining", "58");

        assertThat(reported(LIMIT)).singleElement().satisfies(limit -> assertThat(limit.value()).isEqualTo(60));
        assertThat(reported(REMAINING)).singleElement()
                .satisfies(remaining -> assertThat(remaining.value()).isEqualTo(58));
    }

    @Test
    void valueThatBecomesUnknown_isNoLongerShown() {
        watched.call("reporting", 200, 1, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "59");
        assertThat(reported(REMAINING)).hasSize(1);

        watched.call("reporting", 200, 1, "x-ratelimit-limit", "60");

        assertThat(reported(REMAINING)).isEmpty();
        assertThat(reported(LIMIT)).hasSize(1);
    }

    @Test
    void windowsOfOneName_areShownByTheirPartitionsAndLimits() {
        for (String partition : new String[]{"gpt-4o", "o1"}) {
            watched.quotaWatch.record(ApiCall.builder("reporting").method("GET").status(200).partition(partition)
                    .rateLimitHeaders(Map.of("x-ratelimit-limit", "60", "x-ratelimit-remaining", "5")).build());
        }
        watched.call("reporting", 200, 1, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "59");
        watched.call("reporting", 200, 1, "x-ratelimit-limit", "900", "x-ratelimit-remaining", "800");

        String name = reported(REMAINING).get(0).tags().get("window").split("\\.")[0];
        assertThat(reported(REMAINING)).extracting(shown -> shown.tags().get("partition") + " "
                + shown.tags().get("window") + " " + shown.value())
                .containsExactlyInAnyOrder("gpt-4o " + name + " 5.0", "o1 " + name + " 5.0",
                        "none " + name + ".60 59.0", "none " + name + ".900 800.0");
    }

    @Test
    void windowsBeyondThe32ndOfAnApi_areNotShown() {
        for (int i = 0; i < MANY; i++) {
            watched.quotaWatch.record(ApiCall.builder("limited").method("GET").status(200).partition("p" + i)
                    .rateLimitHeaders(Map.of("x-ratelimit-limit", "60", "x-ratelimit-remaining", "5")).build());
        }

        assertThat(all(REMAINING)).hasSize(32).extracting(Shown::tags).contains(DAILY);
    }

    @Test
    void usedPartOfTheLimit_isShownAsAFraction() {
        watched.call("reporting", 200, 1, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "45");

        assertThat(only(USED_RATIO, DAILY).value()).isZero();
        assertThat(reported(USED_RATIO)).singleElement().satisfies(used -> assertThat(used.value()).isEqualTo(0.25));
    }

    @Test
    void reset_isShownInSecondsFromNow() {
        watched.call("reporting", 200, 1, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "45", "x-ratelimit-reset",
                "900");
        watched.call("reporting", 200, 1, "x-ratelimit-limit-tokens", "60", "x-ratelimit-remaining-tokens", "45");

        assertThat(only(RESET, DAILY).value()).isBetween(0.0, SECONDS_PER_DAY);
        assertThat(reported(RESET)).singleElement()
                .satisfies(reset -> assertThat(reset.value()).isBetween(1.0, 900.0));
    }

    @Test
    void exhaustion_isShownOnlyOfAWindowThatRunsOutBeforeItsReset() {
        assertThat(all(EXHAUSTION)).isEmpty();

        for (int i = 0; i < 10; i++) {
            watched.call("limited", 200, 1);
        }

        assertThat(only(EXHAUSTION, DAILY).value()).isZero();
    }

    @Test
    void rejectedCalls_areCountedFromZero() {
        assertThat(all(RATE_LIMITED)).extracting(Shown::value).containsExactly(0.0, 0.0);

        watched.call("limited", 429, 0);
        watched.call("limited", 503, 1);

        assertThat(only(RATE_LIMITED, tags("quotawatch.api", "limited", "server.address", "limited.example.com"))
                .value()).isEqualTo(1);
    }

    @Test
    void methodThatHttpDoesNotDefine_isNotATag() {
        watched.quotaWatch.record(ApiCall.builder("limited").method("id-4711").status(200)
                .latency(Duration.ofMillis(1)).build());

        assertThat(all(CALLS)).singleElement()
                .satisfies(shown -> assertThat(shown.tags()).containsEntry("http.request.method", "_OTHER"));
    }

    @Test
    void callOfAnApiThatIsNotConfigured_hasNoServerAddress() {
        watched.call("by-hand", 200, 1);

        assertThat(only(CALLS, tags("quotawatch.api", "by-hand", "http.request.method", "GET",
                "http.response.status_code", "200", "error.type", null, "server.address", null)).value()).isEqualTo(1);
    }

    @Test
    void events_areCountedByTheirOutcome() {
        watched.call("limited", 200, 1);
        watched.quotaWatch.record(null);

        assertThat(only(RECORDED, Map.of()).value()).isEqualTo(2);
        assertThat(only(DELIVERED, Map.of()).value()).isZero();
        assertThat(only(BUFFERED, Map.of()).value()).isZero();
        assertThat(only(DROPPED, Map.of("reason", "invalid")).value()).isEqualTo(1);
        assertThat(only(DROPPED, Map.of("reason", "overflow")).value()).isZero();
        assertThat(all(DROPPED)).extracting(shown -> shown.tags().get("reason"))
                .containsExactlyInAnyOrder("overflow", "rejected", "shutdown", "closed", "invalid");
    }

    @Test
    void notificationThatAListenerIsTooSlowFor_isCountedAsDiscarded() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch hold = new CountDownLatch(1);
        watched.quotaWatch.onEvent(CallFailed.class, new Stuck(begun, hold));
        watched.fail("limited", FailureKind.UNKNOWN, null);
        begun.await();
        assertThat(only(DISCARDED, Map.of()).value()).isZero();
        for (int i = 0; i < WAITING + 2; i++) {
            watched.fail("limited", FailureKind.UNKNOWN, null);
        }

        assertThat(only(DISCARDED, Map.of()).value()).isEqualTo(2);
        hold.countDown();
    }

    private record Stuck(CountDownLatch begun, CountDownLatch hold) implements Consumer<CallFailed> {

        @Override
        public void accept(CallFailed call) {
            begun.countDown();
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void everyMeter_isDescribed() {
        everythingHappens(watched);

        assertThat(backend.shown()).allSatisfy(shown -> assertThat(shown.description()).isNotBlank());
        assertThat(backend.shown()).extracting(Shown::name).containsOnly(LIMIT, USED, REMAINING, USED_RATIO, RESET,
                EXHAUSTION, CALLS, FAILED_CALLS, RATE_LIMITED, RECORDED, DELIVERED, DROPPED, BUFFERED, DISCARDED);
    }

    @Test
    void close_endsReadingAndRecording() {
        everythingHappens(watched);
        backend.shown();

        backend.unbind();
        backend.unbind();
        List<Shown> atClose = backend.shown();
        everythingHappens(watched);

        assertThat(atClose).extracting(Shown::name)
                .doesNotContain(LIMIT, USED, REMAINING, USED_RATIO, RESET, EXHAUSTION, RECORDED, DELIVERED, DROPPED,
                        BUFFERED, DISCARDED);
        assertThat(backend.shown()).isEqualTo(atClose);
        assertThat(watched.quotaWatch.deliveryStats().internalErrors()).isZero();
    }

    @Test
    void fleet_isShownFromItsFirstExchange() {
        backend.unbind();
        watched.close();
        MemoryFleetStore store = new MemoryFleetStore();
        store.fail(new IOException("refused"));
        try (Backend other = backend(); Watched replica = Watched.ofFleet(store)) {
            other.bind(replica.quotaWatch);
            await().until(() -> value(other, EXCHANGES, Map.of("outcome", "failed")) > 0);
            assertThat(other.shown()).extracting(Shown::name).doesNotContain(REPLICAS, AGE);

            store.work();
            await().until(() -> value(other, EXCHANGES, Map.of("outcome", "answered")) > 0);
            other.shown();
            assertThat(value(other, REPLICAS, Map.of())).isEqualTo(1);
            assertThat(value(other, AGE, Map.of())).isBetween(0.0, SECONDS_PER_DAY);
            assertThat(value(other, LIMIT, BY_FLEET)).isEqualTo(10);
            assertThat(other.shown()).filteredOn(shown -> shown.name().equals(EXCHANGES))
                    .extracting(shown -> shown.tags().get("outcome"))
                    .containsExactlyInAnyOrder("answered", "failed", "timed_out", "invalid");
        }
    }

    private static double value(Backend backend, String meter, Map<String, String> tags) {
        return backend.shown().stream().filter(shown -> shown.is(meter, tags)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + meter + tags)).value();
    }

    @Test
    void disabledQuotaWatch_isNotShown() {
        backend.unbind();
        watched.close();
        try (Backend other = backend(); Watched disabled = Watched.disabled()) {
            other.bind(disabled.quotaWatch);

            assertThat(other.shown()).isEmpty();

            other.unbind();
        }
    }

    /** Produces a value for every meter. */
    static void everythingHappens(Watched watched) {
        watched.call("limited", 200, 100);
        watched.call("limited", 301, 100);
        watched.call("reporting", 503, 100, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "0",
                "x-ratelimit-reset",
                "1000");
        watched.call("limited", 429, 100);
        watched.fail("limited", FailureKind.READ_TIMEOUT, Duration.ofSeconds(2));
        watched.fail("reporting", FailureKind.UNKNOWN, null);
        watched.quotaWatch.record(null);
    }

    private Shown only(String meter, Map<String, String> tags) {
        List<Shown> found = backend.shown().stream().filter(shown -> shown.is(meter, tags)).toList();
        assertThat(found).as("%s %s", meter, tags).hasSize(1);
        return found.get(0);
    }

    private List<Shown> all(String meter) {
        return backend.shown().stream().filter(shown -> shown.name().equals(meter)).toList();
    }

    private List<Shown> reported(String meter) {
        return all(meter).stream().filter(shown -> "reported".equals(shown.tags().get("source"))).toList();
    }

    private Map<String, String> calls(String status, String error) {
        return tags("quotawatch.api", "limited", "http.request.method", "GET", "http.response.status_code", status,
                "error.type", error, "server.address", "limited.example.com");
    }

    private Map<String, String> failures(String error) {
        return tags("quotawatch.api", "limited", "http.request.method", "GET", "error.type", error, "server.address",
                "limited.example.com");
    }

    private Map<String, String> tags(String... keysAndValues) {
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            String value = keysAndValues[i + 1] == null ? backend.missing() : keysAndValues[i + 1];
            if (value != null) {
                tags.put(keysAndValues[i], value);
            }
        }
        return tags;
    }
}
