package app.quotawatch.quickstart.upstreams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpstreamsTest {

    /* With this seed the first requests do not fail. */
    private static final long SEED = 42;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Upstreams upstreams = Upstreams.start(SEED);

    @AfterEach
    void stop() {
        upstreams.close();
    }

    @Test
    void openAi_sendsTheHeadersOfItsLimits() throws Exception {
        HttpResponse<String> response = post(upstreams.openAi().uri().resolve("/v1/chat/completions"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("x-ratelimit-limit-requests")).hasValue("10");
        assertThat(response.headers().firstValue("x-ratelimit-remaining-requests")).hasValue("9");
        assertThat(response.headers().firstValue("x-ratelimit-remaining-tokens")).isPresent();
        assertThat(upstreams.openAi().served()).isEqualTo(1);
    }

    @Test
    void gitHub_rejectsRequestsBeyondItsWindow() throws Exception {
        URI issues = upstreams.gitHub().uri().resolve("/repos/acme/rocket/issues");
        HttpResponse<String> response;
        do {
            response = get(issues);
        } while (response.statusCode() != 429);

        assertThat(response.headers().firstValue("X-RateLimit-Remaining")).hasValue("0");
        assertThat(response.headers().firstValue("X-RateLimit-Reset")).isPresent();
        assertThat(upstreams.gitHub().served()).isEqualTo(50);
        assertThat(upstreams.gitHub().rejected()).isEqualTo(1);
    }

    @Test
    void takenPort_isReportedAndNothingKeepsRunning() {
        int taken = upstreams.openAi().uri().getPort();
        int free = freePort();

        assertThatThrownBy(() -> Upstreams.start(SEED, free, taken)).isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("port " + taken);

        try (Upstreams again = Upstreams.start(SEED, free, 0)) {
            assertThat(again.openAi().uri().getPort()).isEqualTo(free);
        }
    }

    private static int freePort() {
        try (Upstreams brief = Upstreams.start(SEED)) {
            return brief.openAi().uri().getPort();
        }
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        return send(HttpRequest.newBuilder(uri));
    }

    private static HttpResponse<String> post(URI uri) throws Exception {
        return send(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("{\"model\":\"gpt-4o-mini\"}")));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
