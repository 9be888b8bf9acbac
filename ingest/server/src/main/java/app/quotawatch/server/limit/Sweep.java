package app.quotawatch.server.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import app.quotawatch.server.database.DatabaseUnavailableException;
import app.quotawatch.server.schedule.Schedule;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;

/** Looks at all limits every few seconds, and shows their use as a metric. */
@Singleton
final class Sweep {

    private static final int MAX_SERIES_PER_PROJECT = 200;

    private final ThresholdClaims thresholds;
    private final MultiGauge used;
    private final MultiGauge limits;

    @Inject
    Sweep(ThresholdClaims thresholds, MeterRegistry meters) {
        this.thresholds = thresholds;
        this.used = MultiGauge.builder("quotawatch.quota.used")
                .description("Calls of the present period of a limit")
                .register(meters);
        this.limits = MultiGauge.builder("quotawatch.quota.limit")
                .description("Calls that the period of a limit may have")
                .register(meters);
    }

    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every(Duration.ofSeconds(3), Duration.ZERO, "looking at limits", this::run);
    }

    void run() {
        try {
            show(thresholds.sweep());
        } catch (DatabaseUnavailableException unavailable) {
            // what is not known is not shown
            show(List.of());
        }
    }

    private void show(List<Usage> present) {
        Map<Integer, Integer> shown = new HashMap<>();
        List<MultiGauge.Row<?>> usedRows = new ArrayList<>();
        List<MultiGauge.Row<?>> limitRows = new ArrayList<>();
        for (Usage usage : present) {
            ApiLimit limit = usage.limit();
            if (shown.merge(usage.project(), 1, Integer::sum) <= MAX_SERIES_PER_PROJECT) {
                Tags tags = Tags.of("project", Integer.toString(usage.project()), "api", limit.api(),
                        "environment", limit.environment(), "limit", limit.kind().label());
                usedRows.add(MultiGauge.Row.of(tags, usage.calls()));
                limitRows.add(MultiGauge.Row.of(tags, limit.value()));
            }
        }
        used.register(usedRows, true);
        limits.register(limitRows, true);
    }
}
