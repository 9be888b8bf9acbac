package app.quotawatch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;

import org.junit.jupiter.api.Test;

import app.quotawatch.event.QuotaEvent;
import app.quotawatch.event.QuotaThresholdReached;
import app.quotawatch.event.RateLimitHit;
import app.quotawatch.fake.FakeApi;
import app.quotawatch.fake.FakeWindow;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.support.Application;
import app.quotawatch.tck.support.Logs;
import app.quotawatch.tck.support.QuotaObserver;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Suite;
import app.quotawatch.tck.support.Upstream;

/** Remaining quota, from configured limits and as reported by the API. */
public class QuotaTest extends Suite {

    private static final Duration SOON = Duration.ofSeconds(30);

    private void call(Application application, String id) {
        ClientKind.MICROPROFILE_INJECTED.call(application, upstream.uri(), id, "hush");
    }

    private static void call(Application application, FakeApi api, String id) {
        ClientKind.MICROPROFILE_INJECTED.call(application, api.uri(), id, "hush");
    }

    @Test
    void calls_countAgainstConfiguredLimits() {
        Application application = application(Settings.sendingTo(ingest).things(upstream)
                .set("quotawatch.apis.things.limits.requests-per-minute", "10")
                .set("quotawatch.apis.things.limits.requests-per-day", "1000"));

        for (int i = 0; i < 4; i++) {
            call(application, "1");
        }

        ApiQuota quota = application.quotaWatch().quota("things").orElseThrow();
        assertThat(quota.windows()).extracting(QuotaWindow::name).containsExactly("minute", "daily");
        QuotaWindow minute = quota.tightest().orElseThrow();
        assertThat(minute.name()).isEqualTo("minute");
        assertThat(minute.source()).isEqualTo(QuotaWindow.Source.CONFIGURED);
        assertThat(minute.used()).hasValue(4);
        assertThat(minute.remaining()).hasValue(6);
        assertThat(minute.percentUsed()).hasValue(40);
        assertThat(application.quotaWatch().quota("unknown")).isEmpty();
        assertThat(application.quotaWatch().quotas()).extracting(ApiQuota::api).containsExactly("things");
    }

    @Test
    void reportedWindow_isWhatTheProviderCounted() {
        FakeApi gitHub = closing(FakeApi.builder("github").limits("core: requests 3/h").start());
        Application application = application(Settings.sendingTo(ingest).things(gitHub.uri()));

        for (int i = 0; i < 3; i++) {
            call(application, gitHub, "1");
            assertReported(application, gitHub);
        }
        assertThat(catchThrowable(() -> call(application, gitHub, "1"))).as("403").isNotNull();

        assertReported(application, gitHub);
        assertThat(gitHub.rejected()).isEqualTo(1);
        assertThat(application.quotaWatch().quota("things").flatMap(ApiQuota::tightest))
                .hasValueSatisfying(window -> assertThat(window.isExhausted()).isTrue());
    }

    private static void assertReported(Application application, FakeApi gitHub) {
        FakeWindow counted = gitHub.window("core", "requests");
        assertThat(application.quotaWatch().quota("things").orElseThrow().windows()).singleElement()
                .satisfies(window -> {
                    assertThat(window.limit()).hasValue(3);
                    assertThat(window.used()).hasValue(counted.used());
                    assertThat(window.remaining()).hasValue(counted.remaining());
                    assertThat(window.resetAt()).hasValue(counted.resetAt());
                });
    }

    @Test
    void reportedWindow_isCountedDownByCallsThatReportNothing() {
        upstream.on("/things/reported",
                Upstream.responding(200, "ok", "X-RateLimit-Limit", "60", "X-RateLimit-Remaining", "30",
                        "X-RateLimit-Reset", Long.toString(Instant.now().plusSeconds(600).getEpochSecond())));
        Application application = application();

        call(application, "reported");
        call(application, "later");

        assertThat(application.quotaWatch().quota("things").orElseThrow().windows()).singleElement()
                .satisfies(window -> {
                    assertThat(window.source()).isEqualTo(QuotaWindow.Source.REPORTED);
                    assertThat(window.reportedAt()).isPresent();
                    assertThat(window.limit()).hasValue(60);
                    assertThat(window.remaining()).as("30 remaining when reported, and one call since").hasValue(29);
                    assertThat(window.resetAt()).hasValueSatisfying(reset -> assertThat(reset).isAfter(Instant.now()));
                });
    }

    @Test
    void events_reachObserversAndListenersOnAnotherThread() {
        FakeApi slack = closing(FakeApi.builder("slack").limits("requests 5/min").start());
        Application application = application(Settings.sendingTo(ingest).things(slack.uri())
                .set("quotawatch.apis.things.limits.requests-per-minute", "10")
                .set("quotawatch.thresholds", "50"));
        QuotaObserver observer = application.bean(QuotaObserver.class);
        List<QuotaEvent> heard = new CopyOnWriteArrayList<>();
        application.quotaWatch().onEvent(QuotaEvent.class, event -> {
            throw new IllegalStateException("a listener failed");
        });
        application.quotaWatch().onEvent(QuotaEvent.class, heard::add);

        for (int i = 0; i < 5; i++) {
            call(application, slack, "1");
        }
        await().atMost(SOON).until(() -> observer.events().size() == 1 && heard.size() == 1);
        assertThat(catchThrowable(() -> call(application, slack, "limited"))).as("429").isNotNull();
        await().atMost(SOON).until(() -> observer.events().size() == 2 && heard.size() == 2);

        assertThat(observer.events().get(0)).isInstanceOfSatisfying(QuotaThresholdReached.class, reached -> {
            assertThat(reached.api()).isEqualTo("things");
            assertThat(reached.environment()).isEqualTo("production");
            assertThat(reached.limitType()).isEqualTo("minute");
            assertThat(reached.thresholdPct()).isEqualTo(50);
            assertThat(reached.currentCount()).isEqualTo(5);
            assertThat(reached.limitValue()).isEqualTo(10);
        });
        assertThat(observer.events().get(1)).isInstanceOfSatisfying(RateLimitHit.class, hit -> {
            assertThat(hit.endpoint()).isEqualTo("/things/limited");
            assertThat(hit.retryAfter()).isPresent();
        });
        assertThat(heard).isEqualTo(observer.events());
        assertThat(observer.threads()).doesNotContain(Thread.currentThread().getName());
        assertThat(application.quotaWatch().quota("things").orElseThrow().retryAfter()).isPresent();
        assertThat(Logs.mentioning("a listener failed", Level.WARNING)).as("warnings within a minute").hasSize(1);
    }

    @Test
    void templateEndpoints_areNamedAfterTheTemplate() {
        Application application = application(Settings.sendingTo(ingest).things(upstream)
                .set("quotawatch.endpoint", "template"));

        call(application, "anything");
        ClientKind.PLAIN_NEW_CLIENT.call(application, upstream.uri(), "cus_NffrFeUfNV2Hib", "hush");
        ClientKind.PLAIN_NEW_CLIENT.call(application, upstream.uri(), "42", "hush");

        assertThat(delivered(application)).hasSize(3).allMatch(event -> event.endpoint().equals("/things/{id}"));
    }
}
