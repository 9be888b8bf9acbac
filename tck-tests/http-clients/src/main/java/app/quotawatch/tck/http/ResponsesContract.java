package app.quotawatch.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.ApiCall;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.testing.Certificate;

/** Responses: each is one call, with its status and its rate-limit headers. */
public interface ResponsesContract extends Contract {

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 206, 304, 400, 403, 404, 409, 418, 422, 429, 500, 502, 503, 599})
    default void response_ofAnyStatus_isOneCall(int status) throws Exception {
        ClientUnderTest client = observed();
        world().upstream().behave(Responses.status(status));

        HttpResult result = client.call(HttpCall.get(world().url("/v1/things?secret=1")));
        result.read();

        assertThat(result.status()).isEqualTo(status);
        ApiCall call = world().recorded().only();
        assertThat(world().recorded().lines()).containsExactly("Upstream GET /v1/things " + status);
        assertThat(call.hit429()).isEqualTo(status == 429);
        assertThat(call.rateLimitHeaders()).containsEntry("x-ratelimit-remaining", "41");
        assertThat(call.latency()).isPositive();
    }

    @Test
    default void headers_becomeAWindow() throws Exception {
        ClientUnderTest client = observed();

        client.call(HttpCall.get(world().url("/v1/things"))).read();

        world().recorded().only();
        QuotaWindow window = world().quotaWatch().quota("Upstream").orElseThrow().tightest().orElseThrow();
        assertThat(window.limit()).hasValue(100);
        assertThat(window.remaining()).hasValue(41);
    }

    @Test
    default void repeatedHeader_isJoined() throws Exception {
        ClientUnderTest client = observed();
        world().upstream().behave(Responses.status(200, "RateLimit-Policy: 10;w=1\r\nratelimit-policy: 50;w=60\r\n"));

        client.call(HttpCall.get(world().url("/v1/things"))).read();

        Map<String, String> headers = world().recorded().only().rateLimitHeaders();
        assertThat(headers).containsEntry("ratelimit-policy", "10;w=1, 50;w=60");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "DELETE", "OPTIONS"})
    default void method_withoutABody_isRecorded(String method) throws Exception {
        ClientUnderTest client = observed();
        if (!method.equals("HEAD")) {
            needs(Ability.ANY_METHOD);
        }

        client.call(HttpCall.of(method, world().url("/v1/things"))).read();

        world().recorded().only();
        assertThat(world().recorded().lines()).containsExactly("Upstream " + method + " /v1/things 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH"})
    default void method_withABody_isRecorded(String method) throws Exception {
        ClientUnderTest client = observed();
        if (!method.equals("PUT")) {
            needs(Ability.ANY_METHOD);
        }

        client.call(HttpCall.of(method, world().url("/v1/things")).sending("{}".getBytes(StandardCharsets.UTF_8)))
                .read();

        world().recorded().only();
        assertThat(world().recorded().lines()).containsExactly("Upstream " + method + " /v1/things 200");
    }

    @Test
    default void streamedResponse_isRecordedWhileItStreams_andDeliveredAtOnce() throws Exception {
        needs(Ability.STREAM);
        ClientUnderTest client = observed();
        CountDownLatch firstWasRead = new CountDownLatch(1);
        world().upstream().behave(Responses.events(firstWasRead));

        try (HttpResult result = client.call(HttpCall.get(world().url("/v1/events")));
                BufferedReader events = new BufferedReader(
                        new InputStreamReader(result.body(), StandardCharsets.UTF_8))) {
            assertThat(events.readLine()).isEqualTo("data: first");
            world().recorded().only(); // the second event has not been sent
            firstWasRead.countDown();
            assertThat(events.lines().toList()).containsExactly("", "data: second", "");
        }

        assertThat(world().recorded().only().status()).isEqualTo(200);
    }

    @Test
    default void latency_endsAtTheHeaders() throws Exception {
        needs(Ability.STREAM);
        ClientUnderTest client = observed();
        CountDownLatch headersWereSeen = new CountDownLatch(1);
        world().upstream().behave(Responses.events(headersWereSeen));

        long start = System.nanoTime();
        HttpResult result = client.call(HttpCall.get(world().url("/v1/events")));
        Duration untilHeaders = Duration.ofNanos(System.nanoTime() - start);
        headersWereSeen.countDown();
        result.read();

        assertThat(world().recorded().only().latency()).isLessThanOrEqualTo(untilHeaders);
    }

    @Test
    default void largeBody_arrivesAsItWasSent() throws Exception {
        ClientUnderTest client = observed();
        byte[] body = new byte[8 * 1024 * 1024];
        new Random(1).nextBytes(body);
        world().upstream().behave(Responses.body(body, ""));

        assertThat(client.call(HttpCall.get(world().url("/v1/things"))).read()).isEqualTo(body);

        world().recorded().only();
    }

    @Test
    default void unreadBody_isOneCall() throws Exception {
        ClientUnderTest client = observed();
        world().upstream().behave(Responses.body(new byte[100_000], ""));

        client.call(HttpCall.get(world().url("/v1/things"))).close();
        client.call(HttpCall.get(world().url("/v1/things"))).close();

        world().recorded().awaitTotal(2);
    }

    @Test
    default void compressedBody_isDecodedAsBefore() throws Exception {
        needs(Ability.GZIP);
        ClientUnderTest client = observed();
        world().upstream().behave(Responses.body(Responses.gzip("plain text"), "Content-Encoding: gzip\r\n"));

        byte[] body = client.call(HttpCall.get(world().url("/v1/things"))).read();

        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo("plain text");
        world().recorded().only();
    }

    @Test
    default void responseOverHttp2_isOneCall() throws Exception {
        needs(Ability.HTTP2);
        try (Http2Upstream upstream = Http2Upstream.start(world())) {
            areOneCallEach(upstream, client(ClientSetup.observed().overHttp2()));
        }
    }

    @Test
    default void responseOverHttp2WithTls_isOneCall() throws Exception {
        needs(Ability.HTTP2_TLS);
        Certificate certificate = Certificate.of("localhost");
        try (Http2Upstream upstream = Http2Upstream.start(world(), certificate)) {
            areOneCallEach(upstream, client(ClientSetup.observed().overHttp2().trusting(certificate)));
        }
    }

    private void areOneCallEach(Http2Upstream upstream, ClientUnderTest client) throws Exception {
        for (int i = 0; i < 3; i++) {
            HttpResult result = client.call(HttpCall.get(upstream.url("/v1/things")));
            assertThat(new String(result.read(), StandardCharsets.UTF_8)).isEqualTo("HTTP/2.0");
        }

        world().recorded().awaitTotal(3);
        assertThat(world().recorded().calls()).allSatisfy(
                call -> assertThat(call.rateLimitHeaders()).containsEntry("x-ratelimit-remaining", "41"));
    }

    @Test
    default void cachedResponse_isNoCall() throws Exception {
        needs(Ability.CACHE);
        world().start();
        ClientUnderTest client = client(ClientSetup.observed().caching());
        world().upstream().behave(Responses.status(200, "Cache-Control: max-age=3600\r\n" + Dates.header()));

        client.call(HttpCall.get(world().url("/v1/things"))).read();
        byte[] cached = client.call(HttpCall.get(world().url("/v1/things"))).read();
        client.call(HttpCall.get(world().url("/v1/others"))).read();

        assertThat(new String(cached, StandardCharsets.UTF_8)).isEqualTo("{\"status\":200}");
        assertThat(world().upstream().requests()).isEqualTo(2);
        world().recorded().awaitTotal(2);
        assertThat(world().recorded().lines())
                .isEqualTo(List.of("Upstream GET /v1/things 200", "Upstream GET /v1/others 200"));
    }

    @Test
    default void revalidatedResponse_isACallWithTheStatusThatWasSent() throws Exception {
        needs(Ability.CACHE);
        world().start();
        ClientUnderTest client = client(ClientSetup.observed().caching());
        String revalidate = "Cache-Control: no-cache\r\nETag: \"1\"\r\n" + Dates.header();
        world().upstream().behave(Responses.first(Responses.status(200, revalidate),
                Responses.status(304, revalidate)));

        client.call(HttpCall.get(world().url("/v1/things"))).read();
        HttpResult second = client.call(HttpCall.get(world().url("/v1/things")));

        assertThat(second.status()).isEqualTo(200);
        assertThat(new String(second.read(), StandardCharsets.UTF_8)).isEqualTo("{\"status\":200}");
        world().recorded().awaitTotal(2);
        assertThat(world().recorded().lines()).containsExactly("Upstream GET /v1/things 200",
                "Upstream GET /v1/things 304");
    }
}
