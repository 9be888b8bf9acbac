package app.quotawatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.Fleet;
import app.quotawatch.quota.QuotaWindow;

/** One line per window, whose name distinguishes it from every other. */
class QuotaHealthTest {

    private static QuotaWindow.Builder reported() {
        return QuotaWindow.builder("requests", "requests", QuotaWindow.Source.REPORTED);
    }

    private static QuotaHealth of(QuotaWindow... windows) {
        return QuotaHealth.of(List.of(ApiQuota.of("GitHub", "production", List.of(windows), Optional.empty(), 0)));
    }

    @Test
    void windows_areDistinguishedByPartitionAndLimit() {
        QuotaHealth health = of(
                QuotaWindow.builder("daily", "requests", QuotaWindow.Source.CONFIGURED).limit(10).remaining(9).build(),
                reported().limit(60).remaining(59).build(), reported().limit(900).remaining(800).build(),
                reported().partition("key-1").limit(60).remaining(58).build());

        assertThat(health.data()).containsExactly(entry("GitHub.daily", "9 of 10 requests remaining"),
                entry("GitHub.requests.60", "59 of 60 requests remaining"),
                entry("GitHub.requests.900", "800 of 900 requests remaining"),
                entry("GitHub.requests.key-1", "58 of 60 requests remaining"));
        assertThat(health.isExhausted()).isFalse();
    }

    @Test
    void unknownNumber_isAQuestionMark() {
        assertThat(of(reported().remaining(5).build()).data())
                .containsExactly(entry("GitHub.requests", "5 of ? requests remaining"));
    }

    @Test
    void exhaustedWindow_isNoticed() {
        assertThat(of(reported().limit(60).remaining(0).build()).isExhausted()).isTrue();
    }

    @Test
    void fleet_isShownOnce_andStaleIfAnyApiIs() {
        ApiQuota one = ApiQuota.of("GitHub", "production", List.of(), Optional.empty(), 0)
                .withFleet(Fleet.of(4, Instant.EPOCH, false));
        ApiQuota other = one.withFleet(Fleet.of(4, Instant.EPOCH, true));

        assertThat(QuotaHealth.of(List.of(one)).data())
                .containsExactly(entry("fleet", "4 replicas"), entry("stale", "false"));
        assertThat(QuotaHealth.of(List.of(other, one)).data()).containsEntry("stale", "true");
    }
}
