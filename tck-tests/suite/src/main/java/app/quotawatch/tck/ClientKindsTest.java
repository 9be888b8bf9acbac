package app.quotawatch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import app.quotawatch.ingest.LocalIngest;
import app.quotawatch.ingest.StoredEvent;
import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.support.Application;
import app.quotawatch.tck.support.Logs;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Upstream;

/** Every client is observed without any code in the application, each call exactly once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class ClientKindsTest {

    private final Upstream upstream = new Upstream();
    private LocalIngest ingest;
    private Application application;

    @BeforeAll
    void start() {
        Logs.clear();
        ingest = LocalIngest.builder().port(0).start();
        application = Settings.sendingTo(ingest).things(upstream).start();
    }

    @AfterAll
    void stop() {
        application.close();
        ingest.close();
        upstream.close();
    }

    @ParameterizedTest
    @EnumSource
    void call_isObservedOnceAndUnchanged(ClientKind kind) {
        upstream.on("/things/" + kind, Upstream.responding(200, "a thing", "X-RateLimit-Limit", "60",
                "X-RateLimit-Remaining", "59", "Set-Cookie", "session=secret"));

        String body = kind.call(application, upstream.uri(), kind.name(), "hush");

        assertThat(body).as("the response that the application receives").isEqualTo("a thing");
        application.quotaWatch().flush();
        assertThat(ingest.events()).filteredOn(event -> event.endpoint().equals("/things/" + kind))
                .as("one event per call")
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.api()).isEqualTo("things");
                    assertThat(event.method()).isEqualTo("GET");
                    assertThat(event.status()).isEqualTo(200);
                    assertThat(event.environment()).isEqualTo("production");
                    assertThat(event.hit429()).isFalse();
                    assertThat(event.rateLimitHeaders()).containsOnly(
                            java.util.Map.entry("x-ratelimit-limit", "60"),
                            java.util.Map.entry("x-ratelimit-remaining", "59"));
                });
        assertThat(ingest.events()).extracting(StoredEvent::toString).noneMatch(event -> event.contains("hush"));
        assertThat(Logs.mentioningUs(Level.WARNING)).isEmpty();
    }
}
