package app.quotawatch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.support.Application;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Suite;
import app.quotawatch.tck.support.Upstream;

/**
 * Calls with a secret in every part. Neither the secret nor the API key appears in an event, in QuotaWatch's public results, or in a
 * page or response of the ingest. Log lines are checked after every test of the suite.
 */
public class SecretsTest extends Suite {

    private static final List<String> PAGES = List.of("/", "/v1/events", "/v1/summary", "/v1/ingest", "/none");

    @ParameterizedTest
    @ValueSource(ints = {200, 401, 429, 500})
    void secretsOfACall_areNotExposed(int status) throws Exception {
        upstream.on("/things", Upstream.responding(status, "hush in the response", "Set-Cookie", "id=hush",
                "WWW-Authenticate", "Basic realm=hush", "X-RateLimit-Remaining", "3", "X-Request-Id", "hush"));
        Application application = application();

        String body = application.call(() -> {
            Client client = ClientBuilder.newClient();
            try (Response response = client.target(withUserInfo(upstream.uri("/things"))).queryParam("token", "hush")
                    .request().header("Authorization", "Bearer hush").header("Cookie", "id=hush")
                    .header("X-Api-Key", "hush").post(Entity.text("hush in the request"))) {
                return response.readEntity(String.class);
            } finally {
                client.close();
            }
        });

        assertThat(body).isEqualTo("hush in the response");
        assertThat(delivered(application)).singleElement().satisfies(event -> {
            assertThat(event.endpoint()).isEqualTo("/things");
            assertThat(event.status()).isEqualTo(status);
        });
        assertNoSecretIsShown(application);
    }

    @Test
    void exceptionsOfEachClient_doNotContainTheApiKey() throws Exception {
        upstream.on("/things/1", Upstream.responding(500, "hush"));
        Application application = application();
        for (ClientKind kind : ClientKind.values()) {
            Throwable thrown = catchThrowable(() -> kind.call(application, upstream.uri(), "1", "hush"));
            for (Throwable one = thrown; one != null; one = one.getCause()) {
                assertThat(one.toString()).doesNotContain(Settings.API_KEY);
            }
        }
        assertThat(delivered(application)).hasSize(ClientKind.values().length);
        assertNoSecretIsShown(application);
    }

    private static URI withUserInfo(URI uri) {
        return URI.create(uri.toString().replace("://", "://hush:hush@"));
    }

    private void assertNoSecretIsShown(Application application) throws IOException, InterruptedException {
        List<String> shown = new ArrayList<>();
        shown.add(application.quotaWatch().toString());
        shown.add(application.quotaWatch().deliveryStats().toString());
        shown.add(application.quotaWatch().quotas().toString());
        shown.add(application.quotaWatch().flush().toString());
        shown.add(ingest.toString());
        shown.add(ingest.events().toString());
        HttpClient browser = HttpClient.newHttpClient();
        for (String page : PAGES) {
            HttpResponse<String> response = browser.send(HttpRequest.newBuilder(ingest.uri().resolve(page)).build(),
                    HttpResponse.BodyHandlers.ofString());
            shown.add(response.headers().map() + "\n" + response.body());
        }
        assertThat(shown).noneMatch(text -> text.contains("hush")).noneMatch(text -> text.contains(Settings.API_KEY));
    }
}
