package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.CallListener;
import app.quotawatch.DropReason;
import app.quotawatch.FailureMode;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.FailureKind;
import app.quotawatch.testing.Accounts;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Loaders;

/** Calls of other clients that received no response, and listeners that see every call. */
class RecordFailureTest {

    private final IngestDouble ingest = IngestDouble.start();
    private RunningQuotaWatch quotaWatch;

    @AfterEach
    void stop() {
        quotaWatch.close();
        ingest.close();
    }

    private void start(FailureMode failures) {
        quotaWatch = Loaders.in(Loaders.ofApplication(), () -> QuotaWatch.init(QuotaWatchConfig
                .builder("qw_live_SECRET").ingestUrl(ingest.url()).flushInterval(Duration.ofDays(1)).failures(failures)
                .api(ApiConfig.builder("x").baseUrl("https://x.example.com").build())
                .build()));
    }

    private static CallFailed failed(Throwable cause) {
        return CallFailed.builder("x").endpoint("https://x.example.com/a?token=SECRET").method("POST").cause(cause)
                .duration(Duration.ofMillis(30)).build();
    }

    @Test
    void failedCall_isCountedAndReported_andNotSent() {
        start(FailureMode.LOCAL);
        List<CallFailed> reported = new CopyOnWriteArrayList<>();
        quotaWatch.onEvent(CallFailed.class, reported::add);
        quotaWatch.recordFailure(failed(new SocketTimeoutException("Read timed out")));

        await().untilAsserted(() -> assertThat(reported).singleElement().satisfies(failure -> {
            assertThat(failure.endpoint()).isEqualTo("/a");
            assertThat(failure.kind()).isEqualTo(FailureKind.READ_TIMEOUT);
            assertThat(failure.duration()).contains(Duration.ofMillis(30));
        }));
        assertThat(quotaWatch.deliveryStats().failedCalls()).isEqualTo(1);
        assertThat(quotaWatch.quota("x").orElseThrow().failedCalls()).isEqualTo(1);
        assertThat(quotaWatch.flush().delivered()).isZero();
    }

    @Test
    void failedCall_isSentAsStatus599_whereFailuresAreSent() {
        start(FailureMode.SEND);
        quotaWatch.recordFailure(failed(new ConnectException("Connection refused")));

        assertThat(quotaWatch.flush().delivered()).isEqualTo(1);
        assertThat(ingest.requests()).singleElement()
                .satisfies(request -> assertThat(request.body()).contains("\"status\":599"));
    }

    @Test
    void nothing_isCountedAsInvalid() {
        start(FailureMode.LOCAL);
        quotaWatch.recordFailure(null);

        assertThat(Accounts.assertAddsUp(quotaWatch.deliveryStats()).dropped(DropReason.INVALID)).isEqualTo(1);
    }

    @Test
    void listener_receivesEachCallOnTheRecordingThread_untilItsSubscriptionEnds() {
        start(FailureMode.LOCAL);
        List<Object> received = new ArrayList<>();
        QuotaWatch.Subscription subscription = quotaWatch.onCall(new CallListener() {
            @Override
            public void onCall(ApiCall call) {
                received.add(call.endpoint());
            }

            @Override
            public void onFailure(CallFailed call) {
                received.add(call.kind());
            }
        });
        quotaWatch.record(Calls.call(1));
        quotaWatch.recordFailure(failed(new ConnectException("Connection refused")));
        assertThat(received).containsExactly("/1", FailureKind.CONNECTION_REFUSED);

        subscription.close();
        quotaWatch.record(Calls.call(2));
        assertThat(received).hasSize(2);
    }

    @Test
    void listenerThatThrows_disturbsNobody_andIsCounted() {
        start(FailureMode.LOCAL);
        quotaWatch.onCall(call -> {
            throw new IllegalStateException("a bug of the listener");
        });
        quotaWatch.record(Calls.call(1));

        assertThat(quotaWatch.deliveryStats().internalErrors()).isEqualTo(1);
        assertThat(quotaWatch.deliveryStats().recorded()).isEqualTo(1);
    }

    @Test
    void invalidFailedCall_isRejectedWithEveryProblem() {
        start(FailureMode.LOCAL);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallFailed.builder(" ").duration(Duration.ofMillis(-1)).kind(null).build())
                .withMessageStartingWith("invalid CallFailed: ")
                .withMessageContaining("api must not be blank")
                .withMessageContaining("method must not be blank")
                .withMessageContaining("duration must be from zero to 365 days, but is PT-0.001S")
                .withMessageContaining("kind must not be null");
    }

    @Test
    void timestamp_isByDefaultTheDurationAgo() {
        start(FailureMode.LOCAL);
        Instant before = Instant.now();
        CallFailed failure = CallFailed.builder("x").method("GET").duration(Duration.ofHours(1)).build();

        assertThat(failure.timestamp()).isBetween(before.minus(Duration.ofHours(1)),
                Instant.now().minus(Duration.ofHours(1)));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNKNOWN);
    }
}
