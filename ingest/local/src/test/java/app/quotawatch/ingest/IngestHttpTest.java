package app.quotawatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestHttpTest {

    private static final String API_KEY = "qw_live_right";

    private LocalIngest ingest = LocalIngest.builder().port(0).start();

    @AfterEach
    void stop() {
        ingest.close();
    }

    private Client client() {
        return new Client(ingest);
    }

    private void restart(LocalIngest.Builder builder) {
        ingest.close();
        ingest = builder.port(0).start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp",
            "application/json; charset=utf-16"})
    void otherContentType_is415(String contentType) {
        HttpResponse<String> response = client().postAs(contentType, Wire.batch(Wire.event("OpenAI")));
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(Client.json(response).getString("message")).contains("application/json");
        assertThat(ingest.received()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Application/JSON", "application/json;charset=UTF-8",
            "application/json; charset=\"utf-8\""})
    void jsonContentType_isAcceptedInAnySpelling(String contentType) {
        assertThat(client().postAs(contentType, Wire.batch()).statusCode()).isEqualTo(202);
    }

    @Test
    void compressedBody_is415() {
        assertThat(client().post(Wire.batch(), "Content-Encoding", "gzip").statusCode()).isEqualTo(415);
    }

    @Test
    void invalidUtf8_is400() {
        byte[] body = Wire.batch(Wire.event("OpenAI")).replace("OpenAI", "\u00ff")
                .getBytes(StandardCharsets.ISO_8859_1);
        HttpResponse<String> response = client().post(BodyPublishers.ofByteArray(body));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).getString("message")).contains("UTF-8");
    }

    @Test
    void bodyOverTheLimit_is413() {
        HttpResponse<String> response = client().post(" ".repeat(1024 * 1024 + 1));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(Client.json(response).getString("message")).contains("1048576");
        assertThat(ingest.rejectedBatches()).isEqualTo(1);
    }

    @Test
    void chunkedBodyOverTheLimit_is413() {
        byte[] body = new byte[3 * 1024 * 1024];
        HttpResponse<String> response = client()
                .post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(ingest.received()).isZero();
    }

    @Test
    void bodyAtTheLimit_isAccepted() {
        String batch = Wire.batch(Wire.event("OpenAI"));
        assertThat(client().post(batch + " ".repeat(1024 * 1024 - batch.length())).statusCode()).isEqualTo(202);
        assertThat(ingest.received()).isEqualTo(1);
    }

    @Test
    void requestsAfterARejection_getAResponse() {
        client().post(" ".repeat(2 * 1024 * 1024));
        assertThat(client().post(Wire.batch(Wire.event("OpenAI"))).statusCode()).isEqualTo(202);
    }

    @Test
    void wrongKey_is401WithoutNamingAKey() {
        restart(LocalIngest.builder().apiKey(API_KEY));
        HttpResponse<String> response = client().post(Wire.batch(Wire.event("OpenAI")));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).doesNotContain(API_KEY).doesNotContain(Wire.KEY);
        assertThat(ingest.received()).isZero();
    }

    @Test
    void rightKey_is202() {
        restart(LocalIngest.builder().apiKey(API_KEY));
        assertThat(client().post(Wire.batch(Wire.event("OpenAI")).replace(Wire.KEY, API_KEY)).statusCode())
                .isEqualTo(202);
    }

    @Test
    void apiBeyondThePlan_is403AndNoPartOfItsBatchIsStored() {
        restart(LocalIngest.builder().planApis(2));
        assertThat(client().post(Wire.batch(Wire.event("One"), Wire.event("Two"))).statusCode()).isEqualTo(202);
        HttpResponse<String> response = client().post(Wire.batch(Wire.event("One"), Wire.event("Three")));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(Client.json(response).keySet()).containsExactlyInAnyOrder("error", "message", "code");
        assertThat(Client.json(response).getString("code")).isEqualTo("API_LIMIT");
        assertThat(ingest.received()).isEqualTo(2);
        assertThat(client().post(Wire.batch(Wire.event("Two"))).statusCode()).isEqualTo(202);
    }

    @Test
    void rejectedBatch_takesNoPlaceInThePlan() {
        restart(LocalIngest.builder().planApis(1));
        assertThat(client().post(Wire.batch(Wire.event("One"), Wire.event("Two"))).statusCode()).isEqualTo(403);
        assertThat(client().post(Wire.batch(Wire.event("Two"))).statusCode()).isEqualTo(202);
    }

    @Test
    void batchWithAKnownIdempotencyKey_isAcceptedAgainAndStoredOnce() {
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> response = client().post(Wire.batch(Wire.event("OpenAI")), "Idempotency-Key", "b-1");
            assertThat(response.statusCode()).isEqualTo(202);
        }
        assertThat(ingest.received()).isEqualTo(1);
        assertThat(ingest.batches()).isEqualTo(1);
        client().post(Wire.batch(Wire.event("OpenAI")), "Idempotency-Key", "b-2");
        assertThat(ingest.received()).isEqualTo(2);
    }

    @Test
    void rejectedBatch_doesNotUseUpItsIdempotencyKey() {
        client().post(Wire.batch("{}"), "Idempotency-Key", "b-1");
        client().post(Wire.batch(Wire.event("OpenAI")), "Idempotency-Key", "b-1");
        assertThat(ingest.received()).isEqualTo(1);
    }

    @Test
    void idempotencyKeys_areForgottenOldestFirst() {
        RecentKeys keys = new RecentKeys();
        IntStream.rangeClosed(0, 10_000).forEach(i -> keys.add("key-" + i));
        assertThat(keys.contains("key-0")).isFalse();
        assertThat(keys.contains("key-1")).isTrue();
        assertThat(keys.contains("key-10000")).isTrue();
    }

    @Test
    void oversizedIdempotencyKey_is400() {
        assertThat(client().post(Wire.batch(), "Idempotency-Key", "k".repeat(257)).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"GET,/v1/ingest,POST", "PUT,/v1/ingest,POST", "OPTIONS,/v1/ingest,POST", "POST,/v1/events,'GET, HEAD'",
            "DELETE,/v1/summary,'GET, HEAD'", "POST,/v1/stream,'GET, HEAD'", "POST,/,'GET, HEAD'"})
    void otherMethod_is405WithAllow(String method, String path, String allow) {
        HttpResponse<String> response = client().send(method, path);
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue(allow);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/v1", "/v1/ingest/", "/../pom.xml", "/%2e%2e/package-info.class"})
    void otherPath_is404(String path) {
        assertThat(client().get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:3001", "[::2]",
            "192.168.1.1:3001"})
    void foreignHostName_is421OnLoopback(String host) {
        assertThat(client().raw("GET /v1/events HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:3001", "[::1]:3001"})
    void loopbackHostName_isAccepted(String host) {
        assertThat(client().raw("GET /v1/events HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void pageOfAnotherSite_is403() {
        assertThat(client().get("/v1/summary", "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
        assertThat(client().get("/v1/summary", "Sec-Fetch-Site", "same-origin").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/dashboard.js", "/v1/summary", "/nothing"})
    void everyResponse_carriesTheSecurityHeaders(String path) {
        HttpResponse<String> response = client().get(path, "Origin", "https://evil.example");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self';")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
    }
}
