package app.quotawatch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.stream.IntStream;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;

import org.junit.jupiter.api.Test;

import app.quotawatch.ingest.StoredEvent;
import app.quotawatch.tck.support.Application;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Suite;
import app.quotawatch.tck.support.Upstream;

/** The assignment of calls to APIs, with real calls. */
public class MatchingTest extends Suite {

    private static void get(Application application, URI uri) {
        application.call(() -> {
            Client client = ClientBuilder.newClient();
            try {
                return client.target(uri).request().get(String.class);
            } finally {
                client.close();
            }
        });
    }

    @Test
    void lookAlikeUrls_areNotObserved() throws Exception {
        Upstream other = closing(new Upstream());
        Application application = application(Settings.sendingTo(ingest).api("a", upstream.uri("/v1")));

        get(application, upstream.uri("/v10/x"));
        get(application, upstream.uri("/"));
        get(application, other.uri("/v1/x"));
        get(application, URI.create(upstream.uri("/v1/x").toString().replace("localhost", "127.0.0.1")));
        get(application, upstream.uri("/v1/x"));
        get(application, upstream.uri("/v1"));

        assertThat(delivered(application)).extracting(StoredEvent::endpoint).containsExactly("/v1/x", "/v1");
    }

    @Test
    void hundredApis_areDistinguished() {
        Settings settings = Settings.sendingTo(ingest);
        IntStream.range(0, 100).forEach(i -> settings.api("api" + i, upstream.uri("/api" + i)));
        settings.api("nested", upstream.uri("/api7/deep"));
        Application application = application(settings);

        get(application, upstream.uri("/api7/x"));
        get(application, upstream.uri("/api77/x"));
        get(application, upstream.uri("/api7/deep/x"));
        get(application, upstream.uri("/api7/deeper"));
        get(application, upstream.uri("/api100"));

        assertThat(delivered(application)).extracting(StoredEvent::api)
                .containsExactly("api7", "api77", "nested", "api7");
    }

    @Test
    void ingest_isNeverObserved() {
        Application application = application(Settings.sendingTo(ingest).api("ingest", ingest.uri()));

        get(application, URI.create(ingest.uri() + "/v1/summary"));
        application.quotaWatch().record(app.quotawatch.ApiCall.builder("other").method("GET").status(200).build());
        application.quotaWatch().flush();

        assertThat(delivered(application)).extracting(StoredEvent::api).containsExactly("other");
    }
}
