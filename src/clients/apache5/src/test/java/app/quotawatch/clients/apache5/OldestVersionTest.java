package app.quotawatch.clients.apache5;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.Test;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.tck.http.RecordedCalls;
import app.quotawatch.testing.Logged;
import app.quotawatch.testing.faults.FaultyServer;

/** Also runs with HttpClient 5.0. */
class OldestVersionTest {

    @Test
    void clientsOfTheOldestVersion_areObserved() throws Exception {
        RecordedCalls recorded = new RecordedCalls();
        try (FaultyServer server = FaultyServer.start(connection -> {
            connection.read();
            connection.write("HTTP/1.1 200 OK\r\nX-RateLimit-Remaining: 41\r\nContent-Length: 2\r\n\r\nok");
        }, request -> {});
                RunningQuotaWatch quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder(null)
                        .api(ApiConfig.builder("Upstream").baseUrl(server.url().toString()).build()).build());
                Logged logged = Logged.start();
                CloseableHttpClient classic = QuotaWatchExec.addTo(HttpClientBuilder.create()).build();
                CloseableHttpAsyncClient async = QuotaWatchExec.addTo(HttpAsyncClientBuilder.create()).build()) {
            quotaWatch.onCall(recorded);
            URI url = server.url().resolve("/v1/things");
            async.start();

            assertThat(classic.execute(new HttpGet(url), response -> response.getCode()).intValue()).isEqualTo(200);
            assertThat(async.execute(new SimpleHttpRequest("GET", url), null).get(20, TimeUnit.SECONDS).getCode())
                    .isEqualTo(200);

            recorded.awaitTotal(2);
            assertThat(recorded.lines())
                    .isEqualTo(List.of("Upstream GET /v1/things 200", "Upstream GET /v1/things 200"));
            assertThat(recorded.calls()).allSatisfy(
                    call -> assertThat(call.rateLimitHeaders()).containsEntry("x-ratelimit-remaining", "41"));
            assertThat(logged.from(Level.CONFIG)).isEmpty();
            assertThat(quotaWatch.deliveryStats().internalErrors()).isZero();
        }
    }
}
