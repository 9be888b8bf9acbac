package app.quotawatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import app.quotawatch.event.QuotaWatchEvent;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Loaders;
import app.quotawatch.testing.Logged;
import app.quotawatch.testing.SecretsStaySecret;
import app.quotawatch.testing.StubResponse;
import app.quotawatch.testing.faults.Fault;
import app.quotawatch.testing.faults.Faults;
import app.quotawatch.testing.faults.FaultyServer;

/**
 * Everything of the public surface that a person may see, after calls every part of which contained a secret. The log is checked
 * by {@link SecretsStaySecret}, here as in all tests.
 */
class SecretsTest {

    private static final String KEY = "qw_live_SECRET_key";
    private static final String URL = "https://SECRET_user:SECRET_password@api.example.com/v1/things?token=SECRET_query#SECRET";
    private static final Map<String, Object> HEADERS = Map.of("Authorization", "Bearer SECRET_token", "Cookie",
            "session=SECRET_cookie", "Set-Cookie", List.of("session=SECRET_cookie"), "X-Api-Key", "SECRET_apikey",
            "X-RateLimit-Limit", "100", "X-RateLimit-Remaining", "1", "X-RateLimit-Token", "SECRETa8f3k29dkq0zn4bv7x",
            "Retry-After", "7");

    private final List<Object> seen = new CopyOnWriteArrayList<>();

    private static ApiCall call(int status) {
        return ApiCall.builder("things").endpoint(URL).method("GET").status(status).rateLimitHeaders(HEADERS).build();
    }

    private void lookAt(QuotaWatch quotaWatch) {
        seen.addAll(List.of(quotaWatch, quotaWatch.deliveryStats(), quotaWatch.quotas(), quotaWatch.quota("things")));
        quotaWatch.deliveryStats().lastFailure().ifPresent(seen::add);
    }

    private void assertNoSecretSeen() {
        assertThat(seen).isNotEmpty().allSatisfy(one -> assertThat(one.toString())
                .doesNotContain(SecretsStaySecret.MARK));
    }

    private static Stream<Fault> faults() {
        String json = "{\"error\":\"" + KEY + "\",\"message\":\"bad key " + KEY + "\",\"code\":\"" + KEY + "\"}";
        String tail = "\r\nRetry-After: " + KEY + "\r\nLocation: http://localhost/" + KEY + "\r\nContent-Length: "
                + json.length() + "\r\n\r\n" + json;
        return Stream.concat(
                Stream.of(302, 400, 401, 403, 413, 429, 500)
                        .map(status -> Faults.respond("HTTP/1.1 " + status + " " + KEY + tail)),
                Stream.of(Faults.none(), Faults.refuse(), Faults.hang(), Faults.halfABodyThenReset(),
                        Faults.respond(KEY),
                        Faults.respond("HTTP/1.1 " + KEY + "\r\n\r\n"), Faults.endlessHead()));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void wholeLife_showsNoSecret_whateverTheIngestResponds(Fault fault) {
        List<String> bodies = new ArrayList<>();
        try (Logged logged = Logged.start();
                FaultyServer ingest = FaultyServer.start(fault,
                        request -> bodies.add(request.head() + new String(request.body())))) {
            QuotaWatchConfig config = QuotaWatchConfig.builder(KEY).ingestUrl(ingest.url())
                    .deliveryTimeout(Duration.ofMillis(300)).thresholds(List.of(1)).bufferSize(10)
                    .api(ApiConfig.builder("things").baseUrl("https://api.example.com")
                            .requestsPer(LimitWindow.MINUTE, 2).build())
                    .build();
            seen.add(config);
            seen.addAll(config.apis());
            RunningQuotaWatch quotaWatch = Loaders.in(Loaders.ofApplication(), () -> QuotaWatch.init(config));
            quotaWatch.onEvent(QuotaWatchEvent.class, event -> {
                seen.add(event);
                throw new IllegalStateException("a listener that fails");
            });
            for (int status : new int[]{200, 429, 500}) {
                seen.add(call(status));
                quotaWatch.record(call(status));
            }
            seen.add(quotaWatch.flush());
            lookAt(quotaWatch);
            await().until(() -> seen.stream().anyMatch(QuotaWatchEvent.class::isInstance));
            quotaWatch.close();
            quotaWatch.record(call(200));
            lookAt(quotaWatch);
            assertThat(logged.everything()).doesNotContain(SecretsStaySecret.MARK);
        }
        assertNoSecretSeen();
        assertThat(bodies).allSatisfy(request -> {
            assertThat(request.split("SECRET", -1)).as("the key, once, in the body: %s", request).hasSize(2);
            assertThat(request.substring(0, request.indexOf("\r\n\r\n"))).doesNotContain(SecretsStaySecret.MARK);
        });
    }

    private static Stream<ThrowingCallable> mistakes() {
        return Stream.of(
                () -> QuotaWatchConfig.builder(KEY).bufferSize(0).build(),
                () -> QuotaWatchConfig.builder(KEY).ingestUrl(URI.create(URL)).build(),
                () -> QuotaWatchConfig.builder(KEY).ingestUrl(URI.create("mailto:SECRET@host")).build(),
                () -> ApiConfig.builder("x").baseUrl(URL).build(),
                () -> ApiConfig.builder("x").baseUrl("https://SECRET user:SECRET@host").build(),
                () -> BaseUrl.parse(URL),
                () -> ApiCall.builder("").endpoint(URL).rateLimitHeaders(HEADERS).build(),
                () -> ApiCall.builder(null).endpoint(URL).method("GET").status(1000).build());
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void message_ofAnError_showsNoSecret(ThrowingCallable mistake) {
        for (Throwable thrown = catchThrowable(mistake); thrown != null; thrown = thrown.getCause()) {
            seen.add(thrown);
            seen.add(String.valueOf(thrown.getMessage()));
        }
        assertNoSecretSeen();
    }

    @Test
    void key_isSentToNoOtherOriginThanTheIngest() {
        try (IngestDouble elsewhere = IngestDouble.start(); IngestDouble ingest = IngestDouble.start()) {
            for (int status : new int[]{301, 302, 303, 307, 308}) {
                ingest.respondNext(StubResponse.of(status).with("Location", elsewhere.url() + "/v1/ingest"));
            }
            ingest.respondNext(StubResponse.of(401).with("WWW-Authenticate", "Basic realm=\"" + elsewhere.url() + "\""),
                    StubResponse.of(305).with("Location", elsewhere.url().toString()));
            try (RunningQuotaWatch quotaWatch = Loaders.in(Loaders.ofApplication(), () -> QuotaWatch
                    .init(QuotaWatchConfig.builder(KEY).ingestUrl(ingest.url()).build()))) {
                quotaWatch.record(call(200));
                for (int i = 0; i < 7; i++) {
                    quotaWatch.flush();
                }
            }
            assertThat(ingest.requests()).hasSizeGreaterThan(7)
                    .allSatisfy(request -> assertThat(request.headers().toString() + request.target())
                            .doesNotContain(SecretsStaySecret.MARK));
            assertThat(elsewhere.requests()).isEmpty();
        }
    }
}
