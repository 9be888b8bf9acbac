package app.quotawatch.quickstart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import app.quotawatch.QuotaWatch;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.Fleet;
import app.quotawatch.quota.QuotaWindow;

/** Formats what a replica knows of the quotas that it shares. */
@Dependent
class FleetProgress {

    private static final String MINUTE = "minute";

    @Inject
    QuotaWatch quotaWatch;

    String line(Instant now) {
        List<ApiQuota> quotas = quotaWatch.quotas();
        List<String> parts = new ArrayList<>();
        parts.add(String.format("%5d own calls", quotaWatch.deliveryStats().recorded()));
        parts.add(String.format("%-22s", quotas.stream().flatMap(quota -> quota.fleet().stream()).findFirst()
                .map(FleetProgress::text).orElse("not synced yet")));
        for (ApiQuota quota : quotas) {
            for (QuotaWindow window : quota.windows()) {
                if (window.source() == QuotaWindow.Source.COUNTED_BY_FLEET && window.name().equals(MINUTE)) {
                    parts.add(String.format("%s %3d of %d per minute", quota.api(), window.used().orElse(0),
                            window.limit().orElse(0)));
                }
            }
        }
        parts.add(Tightest.of(quotas, now));
        return String.join(" | ", parts);
    }

    private static String text(Fleet fleet) {
        return fleet.replicas() + (fleet.replicas() == 1 ? " replica" : " replicas") + (fleet.stale() ? ", stale" : "");
    }
}
