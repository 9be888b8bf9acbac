package app.quotawatch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.util.OptionalLong;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.sun.net.httpserver.HttpHandler;

import app.quotawatch.ingest.StoredEvent;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.tck.clients.ThingsClient;
import app.quotawatch.tck.support.Application;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Suite;
import app.quotawatch.tck.support.Upstream;

/** What a response reports belongs to the API that sent it, wherever the client was redirected on its own. */
public class RedirectsTest extends Suite {

    private static final String[] NUMBERS = {"X-RateLimit-Limit", "100", "X-RateLimit-Remaining", "7"};

    private Upstream other;

    @BeforeEach
    void redirectToAnotherOrigin() {
        other = closing(new Upstream().otherwise(Upstream.responding(200, "ok", NUMBERS)));
        upstream.on("/things/1", redirectTo(other.uri("/things/1")));
    }

    /** How the application follows redirects: in all of these it has asked for it, or it is the default. */
    enum Follower {

        BUILT {
            @Override
            void call(URI api) throws Exception {
                try (ThingsClient client = following(api)) {
                    client.get("1", "hush");
                }
            }
        },
        BUILT_COMPLETION_STAGE {
            @Override
            void call(URI api) throws Exception {
                try (ThingsClient client = following(api)) {
                    client.getLater("1", "hush").toCompletableFuture().get();
                }
            }
        };

        abstract void call(URI api) throws Exception;

        private static ThingsClient following(URI api) {
            return RestClientBuilder.newBuilder().baseUri(api).followRedirects(true).build(ThingsClient.class);
        }
    }

    private static HttpHandler redirectTo(URI target) {
        return Upstream.responding(302, null, "Location", target.toString());
    }

    private void call(Application application, Follower follower) {
        application.call(() -> {
            follower.call(upstream.uri());
            return null;
        });
    }

    private Settings settings() {
        return Settings.sendingTo(ingest).things(upstream);
    }

    private static void assertWindow(Application application, String api) {
        assertThat(application.quotaWatch().quota(api).orElseThrow().windows())
                .extracting(QuotaWindow::limit, QuotaWindow::remaining)
                .containsExactly(tuple(OptionalLong.of(100), OptionalLong.of(7)));
    }

    private static void assertNoWindow(Application application, String api) {
        assertThat(application.quotaWatch().quota(api).orElseThrow().windows()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void numbersOfAnotherOrigin_areNobodysIfNoApiIsConfiguredForIt(Follower follower) {
        Application application = application(settings());

        call(application, follower);

        assertNoWindow(application, "things");
        assertThat(delivered(application)).singleElement().satisfies(event -> {
            assertThat(event.endpoint()).isEqualTo("/things/1");
            assertThat(event.status()).isEqualTo(200);
            assertThat(event.rateLimitHeaders()).isEmpty();
        });
        assertThat(other.requests()).as("the client follows redirects").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void numbersOfAnotherOrigin_belongToTheApiThatIsConfiguredForIt(Follower follower) {
        Application application = application(settings().api("other", other.uri()));

        call(application, follower);

        assertNoWindow(application, "things");
        assertWindow(application, "other");
        assertThat(delivered(application)).extracting(StoredEvent::api, StoredEvent::endpoint, StoredEvent::status)
                .containsExactlyInAnyOrder(tuple("things", "/things/1", 200), tuple("other", "/things/1", 200));
    }

    @ParameterizedTest
    @EnumSource
    void rejectionOfAnotherOrigin_isNotThatOfTheCalledApi(Follower follower) {
        other.otherwise(Upstream.responding(429, "slow down", "Retry-After", "60"));
        Application application = application(settings());

        Throwable thrown = catchThrowable(() -> call(application, follower));

        assertThat(thrown).isNotNull();
        assertThat(application.quotaWatch().quota("things").orElseThrow().retryAfter()).isEmpty();
        assertThat(delivered(application)).extracting(StoredEvent::status, StoredEvent::hit429)
                .containsExactly(tuple(429, false));
    }

    @ParameterizedTest
    @EnumSource
    void numbersOfTheSameOrigin_areRead(Follower follower) {
        upstream.on("/things/1", redirectTo(upstream.uri("/elsewhere")));
        upstream.on("/elsewhere", Upstream.responding(200, "ok", NUMBERS));
        Application application = application(settings());

        call(application, follower);

        assertWindow(application, "things");
        assertThat(delivered(application)).extracting(StoredEvent::endpoint).containsExactly("/things/1");
    }

    @ParameterizedTest
    @EnumSource
    void numbersOfAClientThatFollowsRedirects_areReadIfThereIsNone(Follower follower) {
        upstream.on("/things/1", Upstream.responding(200, "ok", NUMBERS));
        Application application = application(settings());

        call(application, follower);
        call(application, follower);

        assertWindow(application, "things");
    }

    @Test
    void plainClient_isReadAsItFollowsOrDoesNot() {
        Application application = application(settings().api("other", other.uri()));

        int status = application.call(() -> {
            Client client = ClientBuilder.newClient();
            try (Response response = client.target(upstream.uri("/things/1")).request().get()) {
                return response.getStatus();
            } finally {
                client.close();
            }
        });

        assertNoWindow(application, "things");
        if (status == 200) {
            assertWindow(application, "other");
        } else {
            assertNoWindow(application, "other");
        }
    }
}
