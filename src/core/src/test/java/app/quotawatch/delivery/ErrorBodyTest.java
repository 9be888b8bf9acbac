package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import app.quotawatch.DeliveryFailure;
import app.quotawatch.FlushResult;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.StubResponse;

/** What is reported of an ingest's error, whatever its response contains. */
class ErrorBodyTest {

    private final IngestDouble ingest = IngestDouble.start();

    @AfterEach
    void stop() {
        ingest.close();
    }

    private DeliveryFailure failureAfter(String body) {
        ingest.respond(request -> StubResponse.of(500, body));
        try (Subject subject = Subject.of(ingest.url()).add(1, 1)) {
            FlushResult result = subject.flush();
            assertThat(result.outcome()).isEqualTo(FlushResult.Outcome.INCOMPLETE);
            return result.failure().orElseThrow();
        }
    }

    static Stream<String> garbage() {
        return Stream.of("", " ", "null", "1", "\"text\"", "[]", "[{}]", "{", "}", "{\"message\"", "{\"message\":",
                "<html>Bad gateway</html>", "{\"message\":null}", "{\"message\":\"\"}", "{\"other\":1}", "\u0000",
                "{\"message\":\"\\uZZZZ\"}", "[".repeat(8000), "{}{}", "NaN",
                "{\"message\":\"" + "m".repeat(20_000) + "\"}");
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void bodyWithoutAMessage_leavesTheStatus(String body) {
        assertThat(failureAfter(body).message()).isEqualTo("HTTP 500");
    }

    static Stream<String> endsTooEarly() {
        return Stream.of("{\"trace\":[[", "{\"trace\":{\"a\":", "{\"a\":".repeat(1000), "{\"x\":" + "[".repeat(5000),
                "{\"trace\":[\"" + "at line\",\"".repeat(2000) + "\"]}");
    }

    /* A JSON parser has been seen to loop endlessly where a value that it skips has no end. */
    @ParameterizedTest
    @MethodSource("endsTooEarly")
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void bodyThatEndsInsideAValue_isDiscarded(String body) {
        assertThat(failureAfter(body).message()).isEqualTo("HTTP 500");
    }

    static Stream<String> wrongTypes() {
        return Stream.of("{\"message\":1}", "{\"message\":true}", "{\"message\":{\"a\":1}}", "{\"message\":[1]}",
                "{\"code\":{},\"message\":[]}", "{\"error\":1e400}");
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void bodyOfWrongTypes_isHarmless(String body) {
        assertThat(failureAfter(body).message()).startsWith("HTTP 500");
    }

    @Test
    void message_takesPrecedenceOverError() {
        assertThat(failureAfter("{\"error\":\"short\",\"message\":\"long\",\"more\":{\"x\":[1]}}").message())
                .isEqualTo("HTTP 500: long");
        assertThat(failureAfter("{\"error\":\"short\"}").message()).isEqualTo("HTTP 500: short");
    }

    @Test
    void message_isOneShortLine() {
        assertThat(failureAfter("{\"message\":\"a\\r\\nFAKE LOG LINE\\tb\"}").message())
                .isEqualTo("HTTP 500: a FAKE LOG LINE b");
        assertThat(failureAfter("{\"message\":\"" + "m".repeat(1000) + "\"}").message()).hasSizeLessThan(350);
    }
}
