package app.quotawatch.tck.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /v1/ingest}: the request around a batch, its key, its plan and its repetitions. */
public abstract class IngestHttpContract extends IngestContract {

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp",
            "application/json; charset=utf-16"})
    void otherContentType_is415(String contentType) {
        HttpResponse<String> response = client().postAs(contentType, batch(Wire.event("OpenAI")));
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(Client.json(response).getString("message")).contains("application/json");
        assertThat(ingest().received()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Application/JSON", "application/json;charset=UTF-8",
            "application/json; charset=\"utf-8\""})
    void jsonContentType_isAcceptedInAnySpelling(String contentType) {
        assertAccepted(client().postAs(contentType, batch()));
    }

    @Test
    void compressedBody_is415() {
        assertThat(client().post(batch(), "Content-Encoding", "gzip").statusCode()).isEqualTo(415);
    }

    @Test
    void invalidUtf8_is400() {
        byte[] body = batch(Wire.event("OpenAI")).replace("OpenAI", "\u00ff").getBytes(StandardCharsets.ISO_8859_1);
        HttpResponse<String> response = client().post(BodyPublishers.ofByteArray(body));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).getString("message")).contains("UTF-8");
    }

    @Test
    void bodyOverTheLimit_is413() {
        HttpResponse<String> response = client().post(" ".repeat(1024 * 1024 + 1));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(Client.json(response).getString("message")).contains("1048576");
        assertThat(ingest().rejected()).isEqualTo(1);
    }

    @Test
    void chunkedBodyOverTheLimit_is413() {
        byte[] body = new byte[3 * 1024 * 1024];
        HttpResponse<String> response = client()
                .post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(ingest().received()).isZero();
    }

    @Test
    void bodyAtTheLimit_isAccepted() {
        String batch = batch(Wire.event("OpenAI"));
        assertAccepted(client().post(batch + " ".repeat(1024 * 1024 - batch.length())));
        assertThat(ingest().received()).isEqualTo(1);
    }

    @Test
    void chunkedBodyAtTheLimit_isAccepted() {
        String batch = batch(Wire.event("OpenAI"));
        byte[] body = (batch + " ".repeat(1024 * 1024 - batch.length())).getBytes(StandardCharsets.UTF_8);
        assertAccepted(client().post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
        assertThat(ingest().received()).isEqualTo(1);
    }

    @Test
    void requestsAfterARejection_getAResponse() {
        client().post(" ".repeat(2 * 1024 * 1024));
        assertAccepted(client().post(batch(Wire.event("OpenAI"))));
    }

    @Test
    void deepJson_is400() {
        HttpResponse<String> response = client().post("{\"events\":" + "[".repeat(1_000_000));
        assertThat(response.statusCode()).isEqualTo(400);
        assertAccepted(client().post(batch()));
    }

    @Test
    void wrongKey_is401WithoutNamingAKey() {
        HttpResponse<String> response = client().post(Wire.batch(Wire.event("OpenAI")));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(Client.json(response).getString("error")).isEqualTo("Unauthorized");
        assertThat(response.body()).doesNotContain(ingest().key()).doesNotContain(Wire.KEY);
        assertThat(ingest().received()).isZero();
        assertThat(ingest().rejected()).isEqualTo(1);
    }

    @Test
    void rightKey_is202() {
        assertAccepted(client().post(batch(Wire.event("OpenAI"))));
        assertThat(ingest().received()).isEqualTo(1);
    }

    @Test
    void apiBeyondThePlan_is403AndNoPartOfItsBatchIsStored() throws Exception {
        restart(setup().withPlanApis(2));
        assertAccepted(client().post(batch(Wire.event("One"), Wire.event("Two"))));
        HttpResponse<String> response = client().post(batch(Wire.event("One"), Wire.event("Three")));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(Client.json(response).keySet()).containsExactlyInAnyOrder("error", "message", "code");
        assertThat(Client.json(response).getString("code")).isEqualTo("API_LIMIT");
        assertThat(ingest().received()).isEqualTo(2);
        assertAccepted(client().post(batch(Wire.event("Two"))));
    }

    @Test
    void rejectedBatch_takesNoPlaceInThePlan() throws Exception {
        restart(setup().withPlanApis(1));
        assertThat(client().post(batch(Wire.event("One"), Wire.event("Two"))).statusCode()).isEqualTo(403);
        assertAccepted(client().post(batch(Wire.event("Two"))));
    }

    @Test
    void batchWithAKnownIdempotencyKey_isAcceptedAgainAndStoredOnce() {
        for (int i = 0; i < 3; i++) {
            assertAccepted(client().post(batch(Wire.event("OpenAI")), "Idempotency-Key", "b-1"));
        }
        assertThat(ingest().received()).isEqualTo(1);
        assertThat(ingest().batches()).isEqualTo(1);
        assertAccepted(client().post(batch(Wire.event("OpenAI")), "Idempotency-Key", "b-2"));
        assertThat(ingest().received()).isEqualTo(2);
    }

    @Test
    void rejectedBatch_doesNotUseUpItsIdempotencyKey() {
        client().post(batch("{}"), "Idempotency-Key", "b-1");
        assertAccepted(client().post(batch(Wire.event("OpenAI")), "Idempotency-Key", "b-1"));
        assertThat(ingest().received()).isEqualTo(1);
    }

    @Test
    void idempotencyKeyOfAnyPrintableText_isAccepted() {
        assertAccepted(client().post(batch(), "Idempotency-Key", "k".repeat(256)));
        assertAccepted(client().post(batch(), "Idempotency-Key", "'; drop table batch; --"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void blankIdempotencyKey_is400(String key) {
        String body = batch();
        assertThat(client().raw("POST /v1/ingest HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Connection: close\r\nIdempotency-Key: " + key + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body)).startsWith("HTTP/1.1 400");
        assertThat(ingest().batches()).isZero();
    }

    @Test
    void oversizedIdempotencyKey_is400() {
        assertThat(client().post(batch(), "Idempotency-Key", "k".repeat(257)).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"overflow=3, rejected=1", "overflow=9007199254740993", "", "what it likes", "a=1,,b=2"})
    void headerOfDroppedEvents_rejectsNoBatch(String dropped) {
        assertAccepted(client().post(batch(Wire.event("OpenAI")), "QuotaWatch-Dropped", dropped));
        assertThat(ingest().received()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "OPTIONS", "DELETE"})
    void otherMethod_is405WithAllow(String method) {
        HttpResponse<String> response = client().send(method, "/v1/ingest");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
    }
}
