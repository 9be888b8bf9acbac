package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.FailureKind;
import app.quotawatch.event.QuotaRecovered;
import app.quotawatch.spi.ClientObserver;
import app.quotawatch.testing.Loaders;

/** What the passing of time causes is not late because somebody flushes once a day. */
class TickTest {

    private final ClassLoader application = Loaders.ofApplication();
    private RunningQuotaWatch quotaWatch;

    @BeforeEach
    void start() {
        quotaWatch = Loaders.in(application, () -> QuotaWatch.init(QuotaWatchConfig.builder(null)
                .flushInterval(Duration.ofDays(1))
                .api(ApiConfig.builder("x").baseUrl("https://x.example.com").build())
                .build()));
    }

    @AfterEach
    void stop() {
        quotaWatch.close();
    }

    @Test
    void windowThatIsReset_isReportedAsRecovered_withoutAnyCall() {
        List<QuotaRecovered> recovered = new CopyOnWriteArrayList<>();
        quotaWatch.onEvent(QuotaRecovered.class, recovered::add);
        quotaWatch.record(ApiCall.builder("x").method("GET").status(200)
                .rateLimitHeaders(Map.of("X-RateLimit-Limit", "10", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset",
                        String.valueOf(Instant.now().getEpochSecond() + 2)))
                .build());

        await().untilAsserted(() -> assertThat(recovered).singleElement()
                .satisfies(event -> assertThat(event.api()).isEqualTo("x")));
    }

    @Test
    void abandonedCall_isReportedAsFailed_withoutAnyCall() {
        List<CallFailed> failed = new CopyOnWriteArrayList<>();
        quotaWatch.onEvent(CallFailed.class, failed::add);
        abandonACall();

        await().untilAsserted(() -> {
            System.gc();
            assertThat(failed).singleElement().satisfies(failure -> {
                assertThat(failure.kind()).isEqualTo(FailureKind.UNKNOWN);
                assertThat(failure.duration()).isEmpty();
            });
        });
    }

    private void abandonACall() {
        ClientObserver observer = ClientObserver.ofApplication(application);
        observer.start("GET", URI.create("https://x.example.com/a")).failWhenAbandoned(new Object());
    }
}
