package app.quotawatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
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

/** What every backend shows of a QuotaWatch. */
abstract class MetersContract {

    static final String LIMIT = "quotawatch.quota.limit";
    static final String USED = "quotawatch.quota.used";
    static final String REMAINING = "quotawatch.quota.remaining";
    static final String CALLS = "quotawatch.calls";
    static final String FAILED_CALLS = "quotawatch.calls.failed";
    static final String RECORDED = "quotawatch.events.recorded";
    static final String DELIVERED = "quotawatch.events.delivered";
    static final String DROPPED = "quotawatch.events.dropped";
    static final String DISCARDED = "quotawatch.notifications.discarded";

    /* How many notifications wait for a listener at most. */
    private static final int WAITING = 1_000;

    private static final Map<String, String> DAILY = Map.of("api", "limited", "window", "daily", "source",
            "configured", "partition", "none", "limit", "10");

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

        assertThat(only(CALLS, calls("200", "SUCCESS")).value()).isEqualTo(2);
        assertThat(only(CALLS, calls("200", "SUCCESS")).seconds()).isCloseTo(0.3, within(1e-9));
        assertThat(only(CALLS, calls("429", "CLIENT_ERROR")).value()).isEqualTo(1);
        assertThat(all(CALLS)).hasSize(2);
        assertThat(all(FAILED_CALLS)).isEmpty();
    }

    @Test
    void failedCallOfKnownDuration_isCountedAndTimed() {
        watched.fail("limited", FailureKind.CONNECT_TIMEOUT, Duration.ofMillis(1500));

        assertThat(only(FAILED_CALLS, failures("connect_timeout")).value()).isEqualTo(1);
        assertThat(only(CALLS, calls("IO_ERROR", "UNKNOWN")).value()).isEqualTo(1);
        assertThat(only(CALLS, calls("IO_ERROR", "UNKNOWN")).seconds()).isCloseTo(1.5, within(1e-9));
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
                .satisfies(shown -> assertThat(shown.tags()).containsEntry("status", "200"));
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

        assertThat(reported(REMAINING)).extracting(shown -> shown.tags().get("partition") + " "
                + shown.tags().get("limit") + " " + shown.value())
                .containsExactlyInAnyOrder("gpt-4o 60 5.0", "o1 60 5.0", "none 60 59.0", "none 900 800.0");
    }

    @Test
    void events_areCountedByTheirOutcome() {
        watched.call("limited", 200, 1);
        watched.quotaWatch.record(null);

        assertThat(only(RECORDED, Map.of()).value()).isEqualTo(2);
        assertThat(only(DELIVERED, Map.of()).value()).isZero();
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
        assertThat(backend.shown()).extracting(Shown::name).containsOnly(LIMIT, USED, REMAINING, CALLS, FAILED_CALLS,
                RECORDED, DELIVERED, DROPPED, DISCARDED);
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
                .doesNotContain(LIMIT, USED, REMAINING, RECORDED, DELIVERED, DROPPED, DISCARDED);
        assertThat(backend.shown()).isEqualTo(atClose);
        assertThat(watched.quotaWatch.deliveryStats().internalErrors()).isZero();
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
        watched.call("reporting", 503, 100, "x-ratelimit-limit", "60", "x-ratelimit-remaining", "59");
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

    private static Map<String, String> calls(String status, String outcome) {
        return Map.of("api", "limited", "method", "GET", "status", status, "outcome", outcome);
    }

    private static Map<String, String> failures(String kind) {
        return Map.of("api", "limited", "method", "GET", "kind", kind);
    }
}
