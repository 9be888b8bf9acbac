package app.quotawatch.quarkus.sdks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import app.quotawatch.QuotaWatch;
import app.quotawatch.event.FailureKind;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.tck.http.RecordedCalls;
import io.quarkus.test.common.QuarkusTestResource;

/**
 * What must hold for an SDK in a Quarkus application, without a line of code: one event per attempt with the right figures. Each SDK
 * has a second test, of an application where its calls are not observed: the same outcomes, and no event.
 */
@QuarkusTestResource(Provider.class)
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SdkContract {

    static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(1); // LangChain4j counts whole seconds

    private final Map<Integer, String> seen = new TreeMap<>();
    private RecordedCalls recorded;
    private QuotaWatch.Subscription listening;

    Consumer<List<String>> provider;
    IntSupplier requests;

    @Inject
    QuotaWatch quotaWatch;

    @ConfigProperty(name = "provider.url")
    String url;

    /** Returns the name of the response to a call, which contains the word {@code hello}. */
    abstract String response();

    /** Returns the method and the path of a call. */
    abstract String request();

    /** Makes a call, which the SDK repeats as often as this if it is rejected, and returns the word that the provider sent. */
    abstract String call(int retries, Duration timeout) throws Exception;

    /** Returns the exception that an application gets if there is no response. */
    abstract Class<? extends Exception> timeout();

    /** Returns whether this application's calls through the SDK are observed. */
    boolean isObserved() {
        return true;
    }

    /** Returns the entry in the table of SDKs that this test fills, named as in {@code tck-tests/sdks}. */
    Optional<String> entry() {
        return Optional.empty();
    }

    void note(int order, String what) {
        seen.put(order, what);
    }

    @AfterAll
    void writeEntry() throws IOException {
        if (entry().isPresent()) {
            Path results = Files.createDirectories(Path.of(System.getProperty("sdks.results")));
            Files.writeString(results.resolve(entry().get()), String.join(", ", seen.values()));
        }
    }

    @BeforeEach
    void listen() {
        recorded = new RecordedCalls();
        listening = quotaWatch.onCall(recorded);
    }

    @AfterEach
    void stopListening() {
        listening.close();
    }

    void isOneEvent(Call call, String response) throws Exception {
        provider.accept(List.of(response));

        assertThat(call.make()).isEqualTo("hello");

        assertAnswered(200);
        if (isObserved()) {
            assertThat(recorded.only().latency()).isPositive();
            QuotaWindow window = quotaWatch.quota("provider").orElseThrow().tightest().orElseThrow();
            assertThat(window.limit()).hasValue(100);
            assertThat(window.remaining()).hasValue(41);
        }
    }

    /** Makes a call. */
    interface Call {

        String make() throws Exception;
    }

    private void assertAnswered(int... statuses) {
        recorded.awaitTotal(isObserved() ? statuses.length : 0);
        assertThat(recorded.lines()).isEqualTo(isObserved()
                ? Arrays.stream(statuses).mapToObj(status -> "provider " + request() + " " + status).toList()
                : List.of());
    }

    @Test
    void call_isOneEvent() throws Exception {
        isOneEvent(() -> call(0, LONG), response());

        note(1, "sync");
    }

    @Test
    void rejectedCall_isOneEventPerAttempt() throws Exception {
        provider.accept(List.of(Provider.REJECTION, response()));
        int before = requests.getAsInt();

        assertThat(call(1, LONG)).isEqualTo("hello");

        assertThat(requests.getAsInt() - before).isEqualTo(2);
        assertAnswered(429, 200);
        note(4, "429 and its repetition");
    }

    @Test
    void silentProvider_isATimeout() {
        provider.accept(List.of(Provider.SILENCE));
        int before = requests.getAsInt();

        assertThat(catchThrowable(() -> call(0, SHORT))).isInstanceOf(timeout());

        assertThat(requests.getAsInt() - before).isEqualTo(1);
        recorded.awaitTotal(isObserved() ? 1 : 0);
        assertThat(recorded.failures()).allSatisfy(failure -> {
            assertThat(failure.kind()).isEqualTo(FailureKind.READ_TIMEOUT);
            assertThat(failure.duration()).isPresent();
        });
        assertThat(recorded.calls()).isEmpty();
        note(5, "time-out");
    }
}
