package app.quotawatch.quickstart.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import app.quotawatch.QuotaWatch;
import app.quotawatch.quota.QuotaWindow;
import io.quarkus.test.junit.QuarkusTest;

/** The application is observed, and its events arrive at the Dev Service. */
@QuarkusTest
class QuickstartTest {

    @Inject
    QuotaWatch quotaWatch;

    @ConfigProperty(name = "quotawatch.ingest-url")
    URI devService;

    @Test
    void calls_areObservedAndDelivered() throws Exception {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(quotaWatch.quota("OpenAI").orElseThrow().windows()).extracting(QuotaWindow::name)
                    .contains("requests", "tokens");
            assertThat(quotaWatch.quotas()).hasSize(2).allSatisfy(quota -> assertThat(quota.windows())
                    .anySatisfy(window -> assertThat(window.used().orElse(0)).isPositive()));
        });

        assertThat(quotaWatch.flush().delivered()).isPositive();

        HttpResponse<String> dashboard = HttpClient.newHttpClient().send(HttpRequest.newBuilder(devService).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(dashboard.statusCode()).isEqualTo(200);
        assertThat(dashboard.body()).contains("QuotaWatch");
    }
}
