package app.quotawatch.clients.apache5;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.async.H2AsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.Test;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.tck.http.RecordedCalls;
import app.quotawatch.testing.Logged;
import app.quotawatch.testing.faults.FaultyServer;

/** What an application may do by mistake. */
class QuotaWatchExecTest {

    @Test
    void builderThatIsNull_isReturned_withALineAtFine() {
        try (Logged logged = Logged.start()) {
            assertThat(QuotaWatchExec.addTo((HttpClientBuilder) null)).isNull();
            assertThat(QuotaWatchExec.addTo((HttpAsyncClientBuilder) null)).isNull();
            assertThat(QuotaWatchExec.addTo((H2AsyncClientBuilder) null)).isNull();

            assertThat(logged.at(Level.FINE)).hasSize(3);
            assertThat(logged.from(Level.CONFIG)).isEmpty();
        }
    }

    @Test
    void hookThatIsAddedTwice_countsOnce_withALineAtFine() throws Exception {
        RecordedCalls recorded = new RecordedCalls();
        try (FaultyServer server = FaultyServer.start(connection -> {
            connection.read();
            connection.write("HTTP/1.1 204 No Content\r\n\r\n");
        }, request -> {});
                RunningQuotaWatch quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder(null)
                        .api(ApiConfig.builder("Upstream").baseUrl(server.url().toString()).build()).build());
                Logged logged = Logged.start();
                CloseableHttpClient client = QuotaWatchExec.addTo(QuotaWatchExec.addTo(HttpClients.custom())).build()) {
            quotaWatch.onCall(recorded);

            client.execute(new HttpGet(server.url().resolve("/v1/things?token=SECRET")),
                    response -> response.getCode());

            recorded.only();
            assertThat(logged.at(Level.FINE)).contains("not observed again");
            assertThat(logged.everything()).doesNotContain("SECRET");
        }
    }
}
