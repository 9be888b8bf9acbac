package app.quotawatch.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.net.URLClassLoader;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.FailureKind;

/** What the filter pair makes of one call; how it gets onto real clients is the conformance suite's to say. */
class CallFilterTest {

    private final IntakeDouble intake = new IntakeDouble();
    private final ClientRequestContext request = new FakeRequest("https://api.example.com/v1/x?q=1").context();

    @BeforeEach
    void register() {
        Intakes.register(Intakes.currentApplication(), intake);
    }

    @AfterEach
    void unregister() {
        Intakes.unregister(intake);
    }

    @Test
    void call_isRecordedWithItsFields() {
        CallFilter filter = new CallFilter();
        filter.filter(request);
        filter.filter(request, FakeRequest.response(429, "Retry-After", "7", "Set-Cookie", "SECRET"));

        assertThat(intake.calls).singleElement().satisfies(call -> {
            assertThat(call.api()).isEqualTo("https://api.example.com");
            assertThat(call.endpoint()).isEqualTo("/v1/x");
            assertThat(call.method()).isEqualTo("GET");
            assertThat(call.status()).isEqualTo(429);
            assertThat(call.hit429()).isTrue();
            assertThat(call.latency()).isPositive();
            assertThat(call.rateLimitHeaders()).containsExactly(entry("retry-after", "7"));
        });
    }

    @Test
    void pairThatRunsTwice_recordsOnce() {
        CallFilter one = new CallFilter();
        CallFilter other = new CallFilter();
        one.filter(request);
        other.filter(request);
        other.filter(request, FakeRequest.response(200));
        one.filter(request, FakeRequest.response(200));

        assertThat(intake.calls).hasSize(1);
    }

    @Test
    void contextThatIsUsedForASecondCall_recordsBoth() {
        CallFilter filter = new CallFilter();
        for (int i = 0; i < 2; i++) {
            filter.filter(request);
            filter.filter(request, FakeRequest.response(200));
        }

        assertThat(intake.calls).hasSize(2);
    }

    @Test
    void abortedCall_ofWhichOnlyTheResponseIsSeen_isNotRecorded() {
        new CallFilter().filter(request, FakeRequest.response(200));

        assertThat(intake.calls).isEmpty();
        assertThat(intake.errors).isEmpty();
    }

    @Test
    void callOfAnotherHost_isNotRecorded() {
        ClientRequestContext other = new FakeRequest("https://other.example.com/").context();
        CallFilter filter = new CallFilter();
        filter.filter(other);
        filter.filter(other, FakeRequest.response(200));

        assertThat(intake.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 99, 600, 999})
    void statusThatCannotBeTold_isCountedAsInvalid(int status) {
        CallFilter filter = new CallFilter();
        filter.filter(request);
        filter.filter(request, FakeRequest.response(status));

        assertThat(intake.calls).isEmpty();
        assertThat(intake.invalid).isEqualTo(1);
    }

    @Test
    void statusZero_isNoAnswer() {
        CallFilter filter = new CallFilter();
        filter.filter(request);
        filter.filter(request, FakeRequest.response(0));

        assertThat(intake.calls).isEmpty();
        assertThat(intake.failures).singleElement().satisfies(failure -> {
            assertThat(failure.api()).isEqualTo("https://api.example.com");
            assertThat(failure.endpoint()).isEqualTo("/v1/x");
            assertThat(failure.method()).isEqualTo("GET");
            assertThat(failure.kind()).isEqualTo(FailureKind.UNKNOWN);
            assertThat(failure.duration()).isPresent();
        });
    }

    @Test
    void failedCall_isToldOnce_whicheverHooksTell() {
        new CallFilter().filter(request);
        Unanswered.tell(request, new ConnectException("refused"));
        Unanswered.tell(request.getProperty(Unanswered.PROPERTY), new SocketTimeoutException("Read timed out"));
        new CallFilter().filter(request, FakeRequest.response(200));

        assertThat(intake.calls).isEmpty();
        assertThat(intake.failures).singleElement()
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.CONNECTION_REFUSED));
    }

    @Test
    void answeredCall_doesNotFailAfterwards() {
        CallFilter filter = new CallFilter();
        filter.filter(request);
        filter.filter(request, FakeRequest.response(200));
        Unanswered.tell(request, new IOException("while the entity was read"));

        assertThat(intake.calls).hasSize(1);
        assertThat(intake.failures).isEmpty();
    }

    @Test
    void callThatIsNotObserved_doesNotFail() {
        Unanswered.tell(request, new IOException("whatever"));
        Unanswered.tell((Object) null, new IOException("whatever"));

        assertThat(intake.failures).isEmpty();
        assertThat(intake.errors).isEmpty();
    }

    @Test
    void requestThatBecomesGarbage_isToldAsFailed() {
        new CallFilter().filter(new FakeRequest("https://api.example.com/lost").context());

        await().untilAsserted(() -> {
            System.gc();
            intake.abandoned.sweep();
            assertThat(intake.failures).singleElement().satisfies(failure -> {
                assertThat(failure.endpoint()).isEqualTo("/lost");
                assertThat(failure.kind()).isEqualTo(FailureKind.UNKNOWN);
                assertThat(failure.duration()).isEmpty();
            });
        });
    }

    @Test
    void responseWithoutHeaders_isRecorded() {
        CallFilter filter = new CallFilter();
        filter.filter(request);
        filter.filter(request, FakeRequest.response(204, (MultivaluedMap<String, String>) null));

        assertThat(intake.calls).singleElement().satisfies(call -> assertThat(call.rateLimitHeaders()).isEmpty());
    }

    @Test
    void whatThrowsWhileObserving_doesNotReachTheCaller() {
        intake.broken(new IllegalStateException("a bug"));
        CallFilter filter = new CallFilter();
        filter.filter(request);
        filter.filter(request, FakeRequest.response(200));

        assertThat(intake.errors).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void clientThatIsOlderThanItsApplicationsIntake_isObserved() {
        Intakes.unregister(intake);
        CallFilter filter = new CallFilter();
        filter.filter(request);
        filter.filter(request, FakeRequest.response(200));
        assertThat(intake.calls).isEmpty();

        Intakes.register(Intakes.currentApplication(), intake);
        filter.filter(request);
        filter.filter(request, FakeRequest.response(200));
        assertThat(intake.calls).hasSize(1);
    }

    @Test
    void filterOfAClient_staysWithTheApplicationThatMadeIt() {
        IntakeDouble other = new IntakeDouble();
        ClassLoader elsewhere = new URLClassLoader(new URL[0], null);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        CallFilter ofClient = CallFilter.ofClient();
        Intakes.register(elsewhere, other);
        thread.setContextClassLoader(elsewhere);
        try {
            ofClient.filter(request);
            ofClient.filter(request, FakeRequest.response(200));
        } finally {
            thread.setContextClassLoader(before);
            Intakes.unregister(other);
        }

        assertThat(intake.calls).hasSize(1);
        assertThat(other.calls).isEmpty();
    }

    @Test
    void callThatOutlivesItsApplication_isNotRecordedElsewhere() {
        CallFilter filter = new CallFilter();
        Intakes.unregister(intake);
        filter.filter(request);
        filter.filter(request, FakeRequest.response(200));

        assertThat(intake.calls).isEmpty();
        assertThat(intake.errors).isEmpty();
    }
}
