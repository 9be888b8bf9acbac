package app.quotawatch.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.ApiConfig;
import app.quotawatch.BaseUrl;
import app.quotawatch.EndpointStyle;
import app.quotawatch.engine.DisabledQuotaWatch;
import app.quotawatch.event.FailureKind;
import app.quotawatch.observe.ApiMatcher;
import app.quotawatch.observe.Application;
import app.quotawatch.observe.Applications;
import app.quotawatch.observe.CallObserver;
import app.quotawatch.testing.RecordingSink;
import app.quotawatch.time.Clocks;

/** What the filter pair records of one call. The conformance suite tests its registration on real clients. */
class CallFilterTest {

    private final RecordingSink sink = new RecordingSink();
    private final CallObserver observer = sink.observer(EndpointStyle.PATH);
    private final Application application = application(observer);
    private final ClientRequestContext request = new FakeRequest("https://api.example.com/v1/x?q=1").context();

    private static Application application(CallObserver observer) {
        return Application.observed(observer, new DisabledQuotaWatch());
    }

    @BeforeEach
    void register() {
        Applications.register(Applications.currentLoader(), application);
    }

    @AfterEach
    void unregister() {
        Applications.unregister(application);
    }

    @Test
    void call_isRecordedWithItsFields() {
        CallFilter filter = new CallFilter();
        filter.filter(request);
        filter.filter(request, FakeRequest.response(429, "Retry-After", "7", "Set-Cookie", "SECRET"));

        assertThat(sink.calls).singleElement().satisfies(call -> {
            assertThat(call.api()).isEqualTo("Example");
            assertThat(call.endpoint()).isEqualTo("/v1/x");
            assertThat(call.method()).isEqualTo("GET");
            assertThat(call.status()).isEqualTo(429);
            assertThat(call.hit429()).isTrue();
            assertThat(call.latency()).isPositive();
            assertThat(call.rateLimitHeaders()).containsExactly(entry("retry-after", "7"));
        });
    }

    @Test
    void headersOfTheRequest_nameThePartition_ifTheApiHasPartitions() {
        CallObserver partitioned = new CallObserver(new ApiMatcher(List.of(ApiConfig.builder("Example")
                .baseUrl("https://api.example.com").partition("credential").build()),
                BaseUrl.parse("https://ingest.example.com")), EndpointStyle.PATH, Clocks.system(), sink);
        Application another = application(partitioned);
        Applications.register(Applications.currentLoader(), another);
        try {
            for (String key : new String[]{"SECRET1", "SECRET2", "SECRET1"}) {
                CallFilter filter = new CallFilter();
                ClientRequestContext keyed = new FakeRequest("https://api.example.com/v1")
                        .withHeader("Authorization", "Bearer " + key).context();
                filter.filter(keyed);
                filter.filter(keyed, FakeRequest.response(200));
            }
        } finally {
            Applications.unregister(another);
        }

        assertThat(sink.calls).extracting(call -> call.partition().orElse("none")).containsExactly("key-1", "key-2",
                "key-1");
    }

    @Test
    void filterPairThatRunsTwice_recordsOnce() {
        CallFilter one = new CallFilter();
        CallFilter other = new CallFilter();
        one.filter(request);
        other.filter(request);
        other.filter(request, FakeRequest.response(200));
        one.filter(request, FakeRequest.response(200));

        assertThat(sink.calls).hasSize(1);
    }

    @Test
    void contextReusedForASecondCall_recordsBoth() {
        CallFilter filter = new CallFilter();
        for (int i = 0; i < 2; i++) {
            filter.filter(request);
            filter.filter(request, FakeRequest.response(200));
        }

        assertThat(sink.calls).hasSize(2);
    }

    @Test
    void abortedCallWithOnlyAResponse_isNotRecorded() {
        new CallFilter().filter(request, FakeRequest.response(200));

        assertThat(sink.calls).isEmpty();
        assertThat(sink.errors).isEmpty();
    }

    @Test
    void callToAnotherHost_isNotRecorded() {
        ClientRequestContext other = new FakeRequest("https://other.example.com/").context();
        CallFilter filter = new CallFilter();
        filter.filter(other);
        filter.filter(other, FakeRequest.response(200));

        assertThat(sink.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 99, 600, 999})
    void statusOutsideTheWireFormat_isCountedAsInvalid(int status) {
        CallFilter filter = new CallFilter();
        filter.filter(request);
        filter.filter(request, FakeRequest.response(status));

        assertThat(sink.calls).isEmpty();
        assertThat(sink.invalid).isEqualTo(1);
    }

    @Test
    void statusZero_meansNoResponse() {
        CallFilter filter = new CallFilter();
        filter.filter(request);
        filter.filter(request, FakeRequest.response(0));

        assertThat(sink.calls).isEmpty();
        assertThat(sink.failures).singleElement().satisfies(failure -> {
            assertThat(failure.api()).isEqualTo("Example");
            assertThat(failure.endpoint()).isEqualTo("/v1/x");
            assertThat(failure.method()).isEqualTo("GET");
            assertThat(failure.kind()).isEqualTo(FailureKind.UNKNOWN);
            assertThat(failure.duration()).isPresent();
        });
    }

    @Test
    void failedCall_isReportedOnceByTheFirstHook() {
        new CallFilter().filter(request);
        FailedCalls.report(request, new ConnectException("refused"));
        FailedCalls.report(request.getProperty(FailedCalls.PROPERTY), new SocketTimeoutException("Read timed out"));
        new CallFilter().filter(request, FakeRequest.response(200));

        assertThat(sink.calls).isEmpty();
        assertThat(sink.failures).singleElement()
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.CONNECTION_REFUSED));
    }

    @Test
    void callWithAResponse_isNotReportedAsFailedAfterwards() {
        CallFilter filter = new CallFilter();
        filter.filter(request);
        filter.filter(request, FakeRequest.response(200));
        FailedCalls.report(request, new IOException("while the entity was read"));

        assertThat(sink.calls).hasSize(1);
        assertThat(sink.failures).isEmpty();
    }

    @Test
    void unobservedCall_isNotReportedAsFailed() {
        FailedCalls.report(request, new IOException("whatever"));
        FailedCalls.report((Object) null, new IOException("whatever"));

        assertThat(sink.failures).isEmpty();
        assertThat(sink.errors).isEmpty();
    }

    @Test
    void abandonedRequest_isReportedAsFailed() {
        new CallFilter().filter(new FakeRequest("https://api.example.com/lost").context());

        await().untilAsserted(() -> {
            System.gc();
            observer.sweep();
            assertThat(sink.failures).singleElement().satisfies(failure -> {
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

        assertThat(sink.calls).singleElement().satisfies(call -> assertThat(call.rateLimitHeaders()).isEmpty());
    }

    @Test
    void exceptionWhileObserving_doesNotReachTheCaller() {
        sink.breakWith(new IllegalStateException("a bug"));
        CallFilter filter = new CallFilter();
        filter.filter(request);
        filter.filter(request, FakeRequest.response(200));

        assertThat(sink.errors).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void clientCreatedBeforeQuotaWatch_isObserved() {
        Applications.unregister(application);
        CallFilter filter = new CallFilter();
        filter.filter(request);
        filter.filter(request, FakeRequest.response(200));
        assertThat(sink.calls).isEmpty();

        Applications.register(Applications.currentLoader(), application);
        filter.filter(request);
        filter.filter(request, FakeRequest.response(200));
        assertThat(sink.calls).hasSize(1);
    }

    @Test
    void filterOfAClient_reportsToTheApplicationThatCreatedIt() {
        RecordingSink other = new RecordingSink();
        Application theirs = application(other.observer(EndpointStyle.PATH));
        ClassLoader elsewhere = new URLClassLoader(new URL[0], null);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        CallFilter ofClient = CallFilter.ofClient();
        Applications.register(elsewhere, theirs);
        thread.setContextClassLoader(elsewhere);
        try {
            ofClient.filter(request);
            ofClient.filter(request, FakeRequest.response(200));
        } finally {
            thread.setContextClassLoader(before);
            Applications.unregister(theirs);
        }

        assertThat(sink.calls).hasSize(1);
        assertThat(other.calls).isEmpty();
    }

    @Test
    void callThatOutlivesItsApplication_isNotRecordedElsewhere() {
        CallFilter filter = new CallFilter();
        Applications.unregister(application);
        filter.filter(request);
        filter.filter(request, FakeRequest.response(200));

        assertThat(sink.calls).isEmpty();
        assertThat(sink.errors).isEmpty();
    }
}
