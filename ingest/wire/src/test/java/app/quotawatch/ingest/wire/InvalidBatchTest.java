package app.quotawatch.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.ingest.wire.InvalidBatchException.Kind;

/** Which batches are invalid, and how that is reported. */
class InvalidBatchTest {

    static Stream<Arguments> invalidEvents() {
        String headers = "{\"x-ratelimit-remaining-requests\":\"43\"}";
        String rateLimitHeaders = "events[1].rateLimitHeaders";
        String wholeNumber = "must be a whole number, 0 or more";
        return Stream.of(
                invalid("\"api\":", "\"colour\":\"red\",\"api\":", "events[1].colour",
                        "unknown field; valid fields are api, "),
                invalid("\"api\":", "\"tokens\":12,\"api\":", "events[1].tokens",
                        "unknown field; valid fields are api, "),
                invalid("\"api\":", "\"API\":\"\",\"api\":", "events[1].API", "unknown field; valid fields are api, "),
                invalid("\"api\":", "\"" + "y".repeat(65) + "\":{},\"api\":", "events[1]." + "y".repeat(64) + "...",
                        "unknown field"),
                missing("\"api\":\"OpenAI\",", "api"),
                missing("\"endpoint\":\"/v1/chat/completions\",", "endpoint"),
                missing("\"method\":\"POST\",", "method"),
                missing("\"status\":200,", "status"),
                missing("\"latencyMs\":847,", "latencyMs"),
                missing("\"timestamp\":\"2026-05-07T12:00:00.000Z\",", "timestamp"),
                missing("\"environment\":\"production\",", "environment"),
                missing("\"hit429\":false,", "hit429"),
                missing(",\"rateLimitHeaders\":" + headers, "rateLimitHeaders"),
                invalid("\"OpenAI\"", "null", "events[1].api", "must be a string"),
                invalid("\"OpenAI\"", "\" \\t\"", "events[1].api", "must not be blank"),
                invalid("\"OpenAI\"", "\"" + "x".repeat(513) + "\"", "events[1].api",
                        "must have at most 512 characters"),
                invalid("\"production\"", "\"" + "x".repeat(513) + "\"", "events[1].environment",
                        "must have at most 512 characters"),
                invalid("/v1/chat", "/v1/" + "x".repeat(8192), "events[1].endpoint",
                        "must have at most 8192 characters"),
                invalid("POST", "X".repeat(65), "events[1].method", "must have at most 64 characters"),
                invalid("\"43\"", "\"" + "4".repeat(513) + "\"", rateLimitHeaders + ".x-ratelimit-remaining-requests",
                        "must have at most 512 characters"),
                invalid("x-ratelimit-rem", "x".repeat(513), rateLimitHeaders + "." + "x".repeat(64) + "...",
                        "a name must have at most 512 characters"),
                invalid(headers, Bodies.headers(65), rateLimitHeaders, "must have at most 64 members"),
                invalid(headers, Bodies.headers(75_000), rateLimitHeaders, "must have at most 64 members"),
                invalid("\"OpenAI\"", "\"OpenAI\",\"api\":\"Other\"", "events[1].api", "is duplicated"),
                invalid("\"/v1/chat/completions\"", "7", "events[1].endpoint", "must be a string"),
                invalid("\"POST\"", "[\"POST\"]", "events[1].method", "must be a string"),
                invalid("\"POST\"", "\"\"", "events[1].method", "must be an HTTP method such as GET"),
                invalid("\"POST\"", "\"POST it\"", "events[1].method", "must be an HTTP method such as GET"),
                invalid("200", "\"200\"", "events[1].status", wholeNumber),
                invalid("200", "200.0", "events[1].status", wholeNumber),
                invalid("200", "99", "events[1].status", "must be 100 to 599"),
                invalid("200", "600", "events[1].status", "must be 100 to 599"),
                invalid("847", "-1", "events[1].latencyMs", wholeNumber),
                invalid("847", "1.5", "events[1].latencyMs", wholeNumber),
                invalid("847", "1e3", "events[1].latencyMs", wholeNumber),
                invalid("847", "\"847\"", "events[1].latencyMs", wholeNumber),
                invalid("847", "1000000000000000", "events[1].latencyMs", wholeNumber),
                invalid("847", "9".repeat(4000), "events[1].latencyMs", wholeNumber),
                invalid("\"production\"", "{}", "events[1].environment", "must be a string"),
                invalid("\"production\"", "\"\"", "events[1].environment", "must not be blank"),
                invalid("false", "\"false\"", "events[1].hit429", "must be true or false"),
                invalid("false", "0", "events[1].hit429", "must be true or false"),
                invalid(headers, "[]", rateLimitHeaders, "must be an object of strings"),
                invalid(headers, "null", rateLimitHeaders, "must be an object of strings"),
                invalid("\"43\"", "43", rateLimitHeaders + ".x-ratelimit-remaining-requests", "must be a string"),
                invalid("\"43\"", "{}", rateLimitHeaders + ".x-ratelimit-remaining-requests", "must be a string"),
                invalid("x-ratelimit-rem", "X-Ratelimit-rem", rateLimitHeaders + ".X-Ratelimit-remaining-requests",
                        "a header name must be in lower case"),
                invalid("x-ratelimit-remaining-requests", "", rateLimitHeaders + ".",
                        "a header name must not be blank"),
                invalid("{\"x-rate", "{\"a\":\"1\",\"a\":\"1\",\"x-rate", rateLimitHeaders + ".a", "is duplicated"));
    }

    private static Arguments invalid(String valid, String other, String path, String rule) {
        return arguments(Bodies.eventWith(valid, other), path, rule);
    }

    private static Arguments missing(String valid, String field) {
        return invalid(valid, "", "events[1]." + field, "is missing");
    }

    @ParameterizedTest
    @MethodSource("invalidEvents")
    void invalidEvent_isReportedWithItsIndexAndField(String event, String path, String rule) {
        assertInvalid(Bodies.batch(Bodies.EVENT, event), path, rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-05-07T12:00:00Z", "2026-05-07T12:00:00.00Z", "2026-05-07T12:00:00.0000Z",
            "2026-05-07T12:00:00.000", "2026-05-07T12:00:00.000+00:00", "2026-05-07T14:00:00.000+02:00",
            "2026-05-07t12:00:00.000z", "2026-05-07 12:00:00.000Z", "2026-02-30T12:00:00.000Z",
            "2026-05-07T24:00:00.000Z", "2026-05-07T12:00:60.000Z", "1778155200000", "yesterday", ""})
    void timestamp_mustBeUtcWithThreeDecimals(String timestamp) {
        assertInvalid(Bodies.batch(Bodies.eventWith("2026-05-07T12:00:00.000Z", timestamp)), "events[0].timestamp",
                "must be UTC with three decimals, such as 2026-05-07T12:00:00.000Z");
    }

    static Stream<Arguments> invalidBodies() {
        return Stream.of(
                arguments("{}", "projectApiKey", "is missing"),
                arguments("{\"projectApiKey\":\"k\"}", "events", "is missing"),
                arguments("{\"events\":[]}", "projectApiKey", "is missing"),
                arguments("{\"projectApiKey\":1,\"events\":[]}", "projectApiKey", "must be a string"),
                arguments("{\"projectApiKey\":\"\",\"events\":[]}", "projectApiKey", "must not be blank"),
                arguments("{\"projectApiKey\":\"" + "k".repeat(4097) + "\",\"events\":[]}", "projectApiKey",
                        "must have at most 4096 characters"),
                arguments("{\"projectApiKey\":\"k\",\"events\":{}}", "events", "must be an array"),
                arguments("{\"projectApiKey\":\"k\",\"events\":[],\"sdk\":\"x\"}", "sdk",
                        "unknown field; valid fields are projectApiKey, events"),
                arguments("{\"projectApiKey\":\"k\",\"projectApiKey\":\"k\",\"events\":[]}", "projectApiKey",
                        "is duplicated"),
                arguments(Bodies.batch("null"), "events[0]", "must be an object"),
                arguments(Bodies.batch(Bodies.EVENT, "7"), "events[1]", "must be an object"),
                arguments(Bodies.batch("[".repeat(5000) + "]".repeat(5000)), "events[0]", "must be an object"),
                arguments(Bodies.batchOf(501), "events", "must have at most 500 elements"));
    }

    @ParameterizedTest
    @MethodSource("invalidBodies")
    void invalidBody_isReportedWithItsField(String body, String path, String rule) {
        assertInvalid(body, path, rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"text\"", "7", "true"})
    void bodyThatIsNotAnObject_isReportedWithoutAField(String body) {
        InvalidBatchException problem = reading(Bodies.bytes(body));

        assertThat(problem.kind()).isEqualTo(Kind.INVALID);
        assertThat(problem.path()).isEmpty();
        assertThat(problem).hasMessage("body: must be an object");
    }

    static Stream<String> malformedBodies() {
        String valid = Bodies.batch(Bodies.EVENT);
        return Stream.of("", "  \n", "hello", "{", "{'projectApiKey':1}", valid + "{}", valid + ",",
                valid.replace("]}", "]"), valid.replace("}]", ",}]"), valid.replace("\"events\":", "\"events\""),
                Bodies.batch(Bodies.EVENT, ""), valid.replace("200", "NaN"),
                valid.replace("OpenAI", "Open\nAI"), "\ufeff" + valid);
    }

    @ParameterizedTest
    @MethodSource("malformedBodies")
    void bodyThatIsNotJson_isMalformed(String body) {
        InvalidBatchException problem = reading(Bodies.bytes(body));

        assertThat(problem.kind()).isEqualTo(Kind.MALFORMED);
        assertThat(problem.path()).isEmpty();
        assertThat(problem).hasMessageStartingWith("malformed JSON").message().doesNotContain(Bodies.KEY);
    }

    @Test
    void bodyThatIsNotUtf8_isMalformed() {
        byte[] body = Bodies.batch(Bodies.eventWith("OpenAI", "\u00ff")).getBytes(StandardCharsets.ISO_8859_1);

        InvalidBatchException problem = reading(body);

        assertThat(problem.kind()).isEqualTo(Kind.MALFORMED);
        assertThat(problem).hasMessage("malformed JSON: the body is not UTF-8");
    }

    @Test
    void bodyOneByteOverTheLimit_isTooLargeWhateverItsContent() {
        InvalidBatchException problem = reading(
                Bodies.padded(Bodies.batch(Bodies.EVENT), BatchReader.MAX_BYTES + 1));

        assertThat(problem.kind()).isEqualTo(Kind.TOO_LARGE);
        assertThat(problem.path()).isEmpty();
        assertThat(problem).hasMessage("the body must be at most 1048576 bytes");
        assertThat(reading(new byte[2 * BatchReader.MAX_BYTES]).kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void value_isNotRepeatedInTheMessage() {
        String secret = "\"" + Bodies.KEY + "\"";

        assertThat(reading(Bodies.bytes(Bodies.batch(Bodies.eventWith("200", secret))))).message()
                .doesNotContain(Bodies.KEY);
        assertThat(reading(Bodies.bytes(Bodies.batch(Bodies.eventWith("\"POST\"", "\"" + Bodies.KEY + " \"")))))
                .message().doesNotContain(Bodies.KEY);
    }

    private static void assertInvalid(String body, String path, String rule) {
        InvalidBatchException problem = reading(Bodies.bytes(body));
        assertThat(problem.kind()).isEqualTo(Kind.INVALID);
        assertThat(problem.path()).isEqualTo(path);
        assertThat(problem).hasMessageStartingWith(path + ": " + rule).message().doesNotContain(Bodies.KEY);
    }

    private static InvalidBatchException reading(byte[] body) {
        InvalidBatchException problem = catchThrowableOfType(InvalidBatchException.class, () -> BatchReader.read(body));
        assertThat(problem).as("problem").isNotNull();
        return problem;
    }
}
