package app.quotawatch.clients.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.testing.Logged;
import app.quotawatch.testing.faults.FaultyServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Runs with an OkHttp that is older than 3.12, which cannot be observed. */
class OlderVersionTest {

    @Test
    void clientOfAVersionThatIsTooOld_worksAsWithoutUs_withALineAtFine() throws Exception {
        try (FaultyServer server = FaultyServer.start(connection -> {
            connection.read();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }, request -> {});
                RunningQuotaWatch quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder(null)
                        .api(ApiConfig.builder("Upstream").baseUrl(server.url().toString()).build()).build());
                Logged logged = Logged.start()) {
            OkHttpClient.Builder builder = new OkHttpClient.Builder();

            assertThat(QuotaWatchInterceptor.addTo(builder)).isSameAs(builder);

            assertThat(builder.interceptors()).isEmpty();
            assertThat(builder.networkInterceptors()).isEmpty();
            Request request = new Request.Builder().url(server.url() + "/v1/things").build();
            try (Response response = builder.build().newCall(request).execute()) {
                assertThat(response.code()).isEqualTo(200);
                assertThat(response.body().string()).isEqualTo("ok");
            }
            assertThat(logged.at(Level.FINE)).singleElement().asString().startsWith("not observed");
            assertThat(logged.from(Level.CONFIG)).isEmpty();
            assertThat(quotaWatch.deliveryStats().recorded()).isZero();
            assertThat(quotaWatch.deliveryStats().internalErrors()).isZero();
        }
    }
}
