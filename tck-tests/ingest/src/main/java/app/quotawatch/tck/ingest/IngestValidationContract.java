package app.quotawatch.tck.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a valid batch, and how another one is answered. */
public abstract class IngestValidationContract extends IngestContract {

    static Stream<Arguments> badEvents() {
        String headers = "{\"x-ratelimit-remaining-requests\":\"43\"}";
        return Stream.of(
                bad("\"api\":", "\"colour\":\"red\",\"api\":", "events[1].colour: unknown field"),
                bad("\"api\":", "\"tokens\":12,\"api\":", "events[1].tokens: unknown field"),
                bad("\"api\":\"OpenAI\",", "", "events[1].api: is missing"),
                bad("\"endpoint\":\"/v1/chat/completions\",", "", "events[1].endpoint: is missing"),
                bad("\"method\":\"POST\",", "", "events[1].method: is missing"),
                bad("\"status\":200,", "", "events[1].status: is missing"),
                bad("\"latencyMs\":847,", "", "events[1].latencyMs: is missing"),
                bad("\"timestamp\":\"2026-05-07T12:00:00.000Z\",", "", "events[1].timestamp: is missing"),
                bad("\"environment\":\"production\",", "", "events[1].environment: is missing"),
                bad("\"hit429\":false,", "", "events[1].hit429: is missing"),
                bad(",\"rateLimitHeaders\":" + headers, "", "events[1].rateLimitHeaders: is missing"),
                bad("\"OpenAI\"", "null", "events[1].api: must be a string"),
                bad("\"OpenAI\"", "\" \\t\"", "events[1].api: must not be blank"),
                bad("\"OpenAI\"", "\"" + "x".repeat(513) + "\"", "events[1].api: must have at most 512"),
                bad("\"OpenAI\"", "\"OpenAI\",\"api\":\"Other\"", "events[1].api: is duplicated"),
                bad("\"/v1/chat/completions\"", "7", "events[1].endpoint: must be a string"),
                bad("\"POST\"", "[\"POST\"]", "events[1].method: must be a string"),
                bad("\"POST\"", "\"\"", "events[1].method: must be an HTTP method"),
                bad("\"POST\"", "\"POST it\"", "events[1].method: must be an HTTP method"),
                bad("200", "\"200\"", "events[1].status: must be a whole number"),
                bad("200", "200.0", "events[1].status: must be a whole number"),
                bad("200", "99", "events[1].status: must be 100 to 599"),
                bad("200", "600", "events[1].status: must be 100 to 599"),
                bad("847", "-1", "events[1].latencyMs: must be a whole number, 0 or more"),
                bad("847", "1.5", "events[1].latencyMs: must be a whole number"),
                bad("847", "1e3", "events[1].latencyMs: must be a whole number"),
                bad("847", "\"847\"", "events[1].latencyMs: must be a whole number"),
                bad("847", "9".repeat(4000), "events[1].latencyMs: must be a whole number"),
                bad("\"production\"", "{}", "events[1].environment: must be a string"),
                bad("\"production\"", "\"\"", "events[1].environment: must not be blank"),
                bad("false", "\"false\"", "events[1].hit429: must be true or false"),
                bad("false", "0", "events[1].hit429: must be true or false"),
                bad(headers, "[]", "events[1].rateLimitHeaders: must be an object"),
                bad(headers, "null", "events[1].rateLimitHeaders: must be an object"),
                bad("\"43\"", "43", "events[1].rateLimitHeaders.x-ratelimit-remaining-requests: must be a string"),
                bad("x-ratelimit-rem", "X-Ratelimit-rem", "rateLimitHeaders.X-Ratelimit-remaining-requests: a header"),
                bad("x-ratelimit-remaining-requests", "", "events[1].rateLimitHeaders.: a header name must not"),
                bad("{\"x-rate", "{\"a\":\"1\",\"a\":\"1\",\"x-rate", "events[1].rateLimitHeaders.a: is duplicated"));
    }

    private static Arguments bad(String valid, String other, String message) {
        return arguments(Wire.eventWith(valid, other), message);
    }

    @ParameterizedTest
    @MethodSource("badEvents")
    void badEvent_isReportedByIndexAndFieldAndNothingIsStored(String event, String message) {
        assertRejected(Wire.batch(Wire.event("Valid"), event), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-05-07T12:00:00Z", "2026-05-07T12:00:00.00Z", "2026-05-07T12:00:00.0000Z",
            "2026-05-07T12:00:00.000", "2026-05-07T12:00:00.000+00:00", "2026-05-07T14:00:00.000+02:00",
            "2026-05-07t12:00:00.000z", "2026-05-07 12:00:00.000Z", "2026-02-30T12:00:00.000Z",
            "2026-05-07T24:00:00.000Z", "2026-05-07T12:00:60.000Z", "1778155200000", "yesterday", ""})
    void timestamp_mustBeUtcWithThreeDecimals(String timestamp) {
        assertRejected(Wire.batch(Wire.eventWith("2026-05-07T12:00:00.000Z", timestamp)),
                "events[0].timestamp: must be UTC with three decimals");
    }

    static Stream<Arguments> badBodies() {
        String event = Wire.event("Valid");
        return Stream.of(arguments("", "malformed JSON"), arguments("hello", "malformed JSON"),
                arguments("{", "malformed JSON"), arguments(Wire.batch(event) + "{}", "malformed JSON"),
                arguments(Wire.batch(event).replace("]}", "]"), "malformed JSON"),
                arguments(Wire.batch(event, ""), "malformed JSON"), arguments("[]", "body: must be an object"),
                arguments("null", "body: must be an object"), arguments("{}", "projectApiKey: is missing"),
                arguments("{\"projectApiKey\":\"k\"}", "events: is missing"),
                arguments("{\"events\":[]}", "projectApiKey: is missing"),
                arguments("{\"projectApiKey\":1,\"events\":[]}", "projectApiKey: must be a string"),
                arguments("{\"projectApiKey\":\"\",\"events\":[]}", "projectApiKey: must not be blank"),
                arguments("{\"projectApiKey\":\"k\",\"events\":{}}", "events: must be an array"),
                arguments("{\"projectApiKey\":\"k\",\"events\":[],\"sdk\":\"x\"}", "sdk: unknown field"),
                arguments("{\"projectApiKey\":\"k\",\"projectApiKey\":\"k\",\"events\":[]}",
                        "projectApiKey: is duplicated"),
                arguments(Wire.batch("null"), "events[0]: must be an object"),
                arguments(Wire.batch(event, "7"), "events[1]: must be an object"),
                arguments(Wire.batch("[".repeat(5000) + "]".repeat(5000)), "events[0]: must be an object"),
                arguments(Wire.batchOf(IntStream.range(0, 501).mapToObj(i -> event)),
                        "events: must have at most 500 elements"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void badBody_isRejectedWithAReasonAndNothingIsStored(String body, String message) {
        assertRejected(body, message);
    }

    @Test
    void validEvent_isStoredWithEveryField() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        assertAccepted(client().post(batch(Wire.eventWith("2026-05-07T12:00:00.000Z", Wire.timestamp(now)))));
        assertThat(ingest().stored()).containsExactly(new StoredCall("OpenAI", "/v1/chat/completions", "POST", 200, 847,
                now, "production", false, Map.of("x-ratelimit-remaining-requests", "43")));
    }

    @Test
    void fieldsInAnyOrder_areAccepted() {
        String body = "{\"events\":[" + Wire.event("OpenAI") + "],\"projectApiKey\":\"" + ingest().key() + "\"}";
        assertAccepted(client().post(body));
        assertThat(ingest().received()).isEqualTo(1);
    }

    @Test
    void emptyBatch_isAccepted() {
        HttpResponse<String> response = client().post(batch());
        assertAccepted(response);
        assertThat(response.body()).isEmpty();
        assertThat(ingest().batches()).isEqualTo(1);
        assertThat(ingest().received()).isZero();
    }

    @Test
    void fullBatch_isAccepted() {
        assertAccepted(client().post(batchOf(IntStream.range(0, 500).mapToObj(i -> Wire.event("OpenAI")))));
        assertThat(ingest().received()).isEqualTo(500);
    }

    private void assertRejected(String body, String message) {
        HttpResponse<String> response = client().post(body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(Client.json(response).getString("error")).isEqualTo("Bad Request");
        assertThat(Client.json(response).getString("message")).contains(message);
        assertThat(response.body()).doesNotContain(Wire.KEY);
        assertThat(ingest().received()).isZero();
        assertThat(ingest().stored()).isEmpty();
        assertThat(ingest().batches()).isZero();
        assertThat(ingest().rejected()).isEqualTo(1);
    }
}
