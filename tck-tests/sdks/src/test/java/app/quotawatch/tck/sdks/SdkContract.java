package app.quotawatch.tck.sdks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.event.FailureKind;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.tck.http.RecordedCalls;
import app.quotawatch.testing.faults.Fault;
import app.quotawatch.testing.faults.FaultyServer;

/** What must hold for the clients of every SDK: one event per attempt, the right figures, the same result as without. */
@Timeout(180) // an SDK loads thousands of classes for its first call
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SdkContract {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(500);

    private final Map<Integer, String> seen = new TreeMap<>();
    private RecordedCalls recorded;
    private Provider provider;
    private RunningQuotaWatch quotaWatch;

    abstract Sdk sdk();

    /** Builds a client. */
    abstract SdkClient client(Setup setup) throws Exception;

    /** Returns the response to {@link SdkClient#call}, which contains the word {@code hello}. */
    abstract String body();

    String contentType() {
        return "application/json";
    }

    /** Returns the server-sent events of {@link SdkClient#stream}, where the SDK streams. */
    Optional<String> streamed() {
        return Optional.empty();
    }

    boolean isAsynchronous() {
        return false;
    }

    /** Returns how many requests the SDK sends for a call that is rejected once. */
    int attemptsOfARejectedCall() {
        return 2;
    }

    FaultyServer startServer(Fault fault) {
        return FaultyServer.start(fault, request -> {});
    }

    /** Returns the URL that requests have, where it is not that of the socket. */
    URI address(URI socket) {
        return socket;
    }

    @BeforeEach
    void start() {
        provider = new Provider(this::startServer);
        recorded = new RecordedCalls();
        restart();
    }

    @AfterEach
    void stop() {
        assertThat(quotaWatch.deliveryStats().internalErrors()).isZero();
        quotaWatch.close();
        provider.close();
    }

    @AfterAll
    void writeTable() {
        SdkTable.note(sdk(), List.copyOf(seen.values()));
    }

    private interface Use {

        String of(SdkClient client) throws Exception;
    }

    /** What an application gets: the word, or the class of the exception. */
    private String outcome(Use use, boolean observed, int retries, Duration timeout) throws Exception {
        try (SdkClient client = client(new Setup(observed, provider.url(), retries, timeout))) {
            return use.of(client);
        } catch (Exception failure) {
            return failure.getClass().getName(); // its causes vary from one time-out to the next, also without us
        }
    }

    private void isOneCall(Use use, Fault response) throws Exception {
        provider.send(response);
        quotaWatch.close(); // an SDK without a hook of its own is observed everywhere: without QuotaWatch, nowhere
        String expected = outcome(use, false, 0, LONG);
        assertThat(expected).isEqualTo("hello");
        restart();

        assertThat(outcome(use, true, 0, LONG)).isEqualTo(expected);

        assertThat(recorded.only().status()).isEqualTo(200);
        assertThat(recorded.only().latency()).isPositive();
        QuotaWindow window = quotaWatch.quota("Provider").orElseThrow().tightest().orElseThrow();
        assertThat(window.limit()).hasValue(100);
        assertThat(window.remaining()).hasValue(41);
    }

    private void restart() {
        quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder(null)
                .api(ApiConfig.builder("Provider").baseUrl(address(provider.url()).toString()).build()).build());
        quotaWatch.onCall(recorded);
    }

    @Test
    void call_isOneEvent() throws Exception {
        isOneCall(SdkClient::call, Provider.response(contentType(), body()));

        seen.put(1, "sync");
    }

    @Test
    void asynchronousCall_isOneEvent() throws Exception {
        assumeTrue(isAsynchronous());

        isOneCall(SdkClient::callAsync, Provider.response(contentType(), body()));

        seen.put(2, "async");
    }

    @Test
    void streamedCall_isOneEvent() throws Exception {
        assumeTrue(streamed().isPresent());

        isOneCall(SdkClient::stream, Provider.response("text/event-stream", streamed().orElseThrow()));

        seen.put(3, "streaming");
    }

    @Test
    void rejectedCall_isOneEventPerAttempt() throws Exception {
        Fault[] responses = {Provider.rejection(contentType(), "{}"), Provider.response(contentType(), body())};
        quotaWatch.close();
        provider.send(responses);
        String expected = outcome(SdkClient::call, false, 2, LONG);
        int without = provider.requests();
        restart();
        provider.send(responses);

        assertThat(outcome(SdkClient::call, true, 2, LONG)).isEqualTo(expected);

        int attempts = provider.requests() - without;
        assertThat(attempts).isEqualTo(without).isEqualTo(attemptsOfARejectedCall());
        recorded.awaitTotal(attempts);
        assertThat(recorded.calls()).extracting(call -> call.status())
                .isEqualTo(attempts == 1 ? List.of(429) : List.of(429, 200));
        seen.put(4, attempts == 1 ? "429 (not repeated)" : "429 and its repetition");
    }

    @Test
    void silentProvider_isATimeout() throws Exception {
        provider.send(Provider.silence());
        quotaWatch.close();
        String expected = outcome(SdkClient::call, false, 0, SHORT);
        int without = provider.requests();
        restart();

        assertThat(outcome(SdkClient::call, true, 0, SHORT)).isEqualTo(expected);

        assertThat(expected).contains("Exception");
        recorded.awaitTotal(provider.requests() - without);
        assertThat(recorded.failures()).isNotEmpty()
                .allSatisfy(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.READ_TIMEOUT))
                .allSatisfy(failure -> assertThat(failure.duration()).isPresent());
        seen.put(5, "time-out");
    }
}
