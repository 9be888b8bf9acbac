package app.quotawatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.tck.ingest.Client;

class IngestHttpTest {

    private final LocalIngest ingest = LocalIngest.builder().port(0).start();

    @AfterEach
    void stop() {
        ingest.close();
    }

    private Client client() {
        return new Client(ingest.uri());
    }

    @Test
    void idempotencyKeys_areForgottenOldestFirst() {
        RecentKeys keys = new RecentKeys();
        IntStream.rangeClosed(0, 10_000).forEach(i -> keys.add("key-" + i));
        assertThat(keys.contains("key-0")).isFalse();
        assertThat(keys.contains("key-1")).isTrue();
        assertThat(keys.contains("key-10000")).isTrue();
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
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:3001", "[::1]:3001"})
    void loopbackHostName_isAccepted(String host) {
        assertThat(client().raw("GET /v1/events HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }
}
