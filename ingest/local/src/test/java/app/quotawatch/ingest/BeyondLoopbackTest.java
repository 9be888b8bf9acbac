package app.quotawatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.tck.ingest.Client;
import app.quotawatch.tck.ingest.Wire;

/** An ingest that others can reach. */
class BeyondLoopbackTest {

    private static final String KEY = "qw_live_s\u00e9cret";

    private final LocalIngest ingest = LocalIngest.builder().host("0.0.0.0").port(0).apiKey(KEY).start();
    private final Client client = new Client(ingest.uri());

    @AfterEach
    void stop() {
        ingest.close();
    }

    private static String basic(String password) {
        return "Basic " + Base64.getEncoder().encodeToString(("me:" + password).getBytes(StandardCharsets.UTF_8));
    }

    private String get(String host) {
        return client.raw("GET /v1/summary HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: " + basic(KEY)
                + "\r\nConnection: close\r\n\r\n");
    }

    @Test
    void hostWithoutAKey_isRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> LocalIngest.builder().host("0.0.0.0").port(0).start())
                .withMessageContaining("apiKey: is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/dashboard.js", "/v1/summary", "/v1/events", "/v1/stream", "/none"})
    void readingWithoutTheKey_is401AndTheBrowserAsksForIt(String path) {
        HttpResponse<String> response = client.get(path);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .hasValue("Basic realm=\"QuotaWatch\", charset=\"UTF-8\"");
        assertThat(response.body()).doesNotContain(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Basic bWU=", "Bearer", "Bearer qw_live_", "Digest x", "Basic bWU6"})
    void readingWithAnotherKey_is401(String authorization) {
        assertThat(client.get("/v1/summary", "Authorization", authorization).statusCode()).isEqualTo(401);
        assertThat(client.get("/v1/summary", "Authorization", basic(KEY + "x")).statusCode()).isEqualTo(401);
    }

    @Test
    void readingWithTheKey_is200() {
        assertThat(client.get("/v1/summary", "Authorization", basic(KEY)).statusCode()).isEqualTo(200);
        try (LocalIngest ascii = LocalIngest.builder().host("0.0.0.0").port(0).apiKey("key").start()) {
            Client reader = new Client(ascii.uri());
            assertThat(reader.get("/", "Authorization", "Bearer key").statusCode()).isEqualTo(200);
            assertThat(reader.get("/", "Authorization", "bearer key").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void sending_requiresTheKeyInTheBodyOnly() {
        assertThat(client.post(Wire.batch(Wire.event("OpenAI"))).statusCode()).isEqualTo(401);
        assertThat(client.post(Wire.batch(Wire.event("OpenAI")).replace(Wire.KEY, KEY)).statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.example", "0.0.0.0.evil.example", "192.0.2.1", "[2001:db8::1]", "evil.example:80", ""})
    void hostNameOfAnother_is421(String host) {
        assertThat(get(host)).startsWith("HTTP/1.1 421");
    }

    @ParameterizedTest
    @CsvSource({"localhost", "127.0.0.1:3001", "LOCALHOST:80", "0.0.0.0"})
    void ownName_isAccepted(String host) {
        assertThat(get(host)).startsWith("HTTP/1.1 200");
    }
}
