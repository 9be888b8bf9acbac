package app.quotawatch.quickstart;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.QuotaWindow;

/** Describes the quota that is closest to exhaustion, and when it runs out at the current rate. */
final class Tightest {

    private Tightest() {}

    static String of(List<ApiQuota> quotas, Instant now) {
        return quotas.stream()
                .flatMap(quota -> quota.tightest().map(window -> new Named(quota.api(), window)).stream())
                .max(Comparator.comparingDouble(named -> named.window.percentUsed().orElse(0)))
                .map(named -> named.text(now))
                .orElse("none reported yet");
    }

    private record Named(String api, QuotaWindow window) {

        String text(Instant now) {
            String used = String.format(Locale.ROOT, "%s %s %.0f %%", api, window.name(),
                    window.percentUsed().orElse(0));
            if (window.isExhausted()) {
                return used + ", used up"
                        + window.resetAt().map(reset -> ", resets in " + seconds(now, reset)).orElse("");
            }
            return used + window.projectedExhaustion().map(end -> ", runs out in " + seconds(now, end)).orElse("");
        }

        private static String seconds(Instant now, Instant then) {
            return Math.max(0, Duration.between(now, then).toSeconds()) + " s";
        }
    }
}
