package app.quotawatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.ApiConfig;
import app.quotawatch.EndpointStyle;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.spi.ClientObserver;
import app.quotawatch.spi.ClientObserver.Observation;
import app.quotawatch.tck.ingest.Client;

/** An application with several credentials, and every page and document of the ingest that it sends to. */
class PartitionedPagesTest {

    private static final String HOST = "https://a.example";
    private static final String SECRET = "sk-live-4f8a";
    private static final List<String> FILES = List.of("/", "/dashboard.js", "/card.js", "/gauges.js", "/calls.js");

    private final LocalIngest ingest = LocalIngest.builder().port(0).start();
    private final Client client = new Client(ingest.uri());
    private RunningQuotaWatch quotaWatch;

    @AfterEach
    void stop() {
        quotaWatch.close();
        ingest.close();
    }

    private ClientObserver start() {
        quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder("qw").ingestUrl(ingest.uri()).shutdownHook(false)
                .endpoint(EndpointStyle.TEMPLATE)
                .api(ApiConfig.builder("A").baseUrl(HOST).partition("credential").build()).build());
        return ClientObserver.ofCurrentApplication();
    }

    private static void call(ClientObserver observer, String path, Map<String, String> request, int remaining) {
        Observation call = observer.start("GET", URI.create(HOST + path));
        if (call.wantsRequestHeaders()) {
            call.requestHeaders(request);
        }
        call.answered(200, Map.of("x-ratelimit-limit", "5000", "x-ratelimit-remaining", String.valueOf(remaining),
                "x-ratelimit-reset", "600", "x-ratelimit-key", SECRET, "set-cookie", SECRET));
    }

    private List<String> everything() throws Exception {
        List<String> all = new ArrayList<>();
        for (String file : FILES) {
            all.add(client.get(file).body());
        }
        all.add(client.get("/v1/summary").body());
        all.add(client.get("/v1/events?limit=100").body());
        try (var stream = client.stream()) {
            StringBuilder text = new StringBuilder();
            while (text.indexOf("event: summary") < 0 || text.indexOf("event: calls") < 0
                    || text.charAt(text.length() - 1) != '\n') {
                text.append((char) stream.read());
            }
            all.add(text.toString());
        }
        all.add(ingest.events().toString());
        return all;
    }

    @Test
    void credential_isOnNoPage() throws Exception {
        ClientObserver observer = start();
        call(observer, "/v1/x", Map.of("Authorization", "Bearer " + SECRET), 90);
        call(observer, "/v1/x", Map.of("x-api-key", SECRET + 2), 80);
        call(observer, "/v1/x?key=" + SECRET + "&access_token=" + SECRET, Map.of("Cookie", "s=" + SECRET), 70);
        call(observer, "/v1;token=" + SECRET + "/x", Map.of("Authorization", "Basic " + SECRET), 60);
        call(observer, "/bot110201543:AAH" + SECRET + "CH1vGWJxfSeofSAs0K5PALDsaw/send", Map.of(), 50);
        quotaWatch.flush();

        List<String> pages = everything();
        assertThat(ingest.events()).hasSize(5);
        assertThat(quotaWatch.quota("A").orElseThrow().windows()).extracting(QuotaWindow::partition)
                .as("the library knows them").hasSizeGreaterThan(2);
        assertThat(pages).noneMatch(page -> page.contains(SECRET) || page.contains("key-1") || page.contains("key-2"));
    }
}
