package app.quotawatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import app.quotawatch.event.FailureKind;

/** What every backend shows of calls, and of the events about them. */
abstract class CallMetersContract extends MetersFixture {

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

    private Map<String, String> calls(String status, String error) {
        return tags("quotawatch.api", "limited", "http.request.method", "GET", "http.response.status_code", status,
                "error.type", error, "server.address", "limited.example.com");
    }

    private Map<String, String> failures(String error) {
        return tags("quotawatch.api", "limited", "http.request.method", "GET", "error.type", error, "server.address",
                "limited.example.com");
    }
}
