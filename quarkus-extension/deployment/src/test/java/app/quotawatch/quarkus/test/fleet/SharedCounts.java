package app.quotawatch.quarkus.test.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.rest.client.inject.RestClient;

import app.quotawatch.QuotaWatch;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.Fleet;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.spi.fleet.Period;
import app.quotawatch.tck.clients.ThingsClient;
import app.quotawatch.tck.fleet.TestReplica;

/** What the application under test and another replica know of what both have used. */
@Singleton
final class SharedCounts {

    @Inject
    @RestClient
    ThingsClient things;

    @Inject
    QuotaWatch quotaWatch;

    void prove(TestReplica other) {
        other.tick();
        other.use(3, 0).tick();
        things.get("shared", "hush");
        things.get("shared", "hush");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            ApiQuota quota = quotaWatch.quota("things").orElseThrow();
            assertThat(quota.windows()).filteredOn(window -> window.name().equals("daily")).singleElement()
                    .satisfies(daily -> {
                        assertThat(daily.source()).isEqualTo(QuotaWindow.Source.COUNTED_BY_FLEET);
                        assertThat(daily.used()).hasValue(5);
                    });
            assertThat(quota.fleet()).map(Fleet::replicas).hasValue(2);
            assertThat(other.tick(Period.DAY).requests()).isEqualTo(5);
        });
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                .as("exchanges on a thread of its own").contains("quotawatch-fleet");
    }
}
