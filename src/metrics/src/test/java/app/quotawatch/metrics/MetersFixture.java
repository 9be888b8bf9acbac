package app.quotawatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A QuotaWatch that a backend shows. */
abstract class MetersFixture {

    static final String LIMIT = "quotawatch.quota.limit";
    static final String USED = "quotawatch.quota.used";
    static final String REMAINING = "quotawatch.quota.remaining";
    static final String USED_RATIO = "quotawatch.quota.used_ratio";
    static final String RESET = "quotawatch.quota.reset";
    static final String EXHAUSTION = "quotawatch.quota.exhaustion";
    static final String CALLS = "quotawatch.calls";
    static final String RATE_LIMITED = "quotawatch.rate_limited";
    static final String FAILED_CALLS = "quotawatch.calls.failed";
    static final String RECORDED = "quotawatch.events.recorded";
    static final String DELIVERED = "quotawatch.events.delivered";
    static final String DROPPED = "quotawatch.events.dropped";
    static final String BUFFERED = "quotawatch.events.buffered";
    static final String DISCARDED = "quotawatch.notifications.discarded";
    static final String EXCHANGES = "quotawatch.fleet.exchanges";
    static final String REPLICAS = "quotawatch.fleet.replicas";
    static final String AGE = "quotawatch.fleet.age";

    static final double SECONDS_PER_DAY = 86_400;

    final Watched watched = Watched.start();
    final Backend backend = backend();

    abstract Backend backend();

    @BeforeEach
    void bind() {
        backend.bind(watched.quotaWatch);
    }

    @AfterEach
    void end() {
        watched.close();
        backend.close();
    }

    Shown only(String meter, Map<String, String> tags) {
        List<Shown> found = backend.shown().stream().filter(shown -> shown.is(meter, tags)).toList();
        assertThat(found).as("%s %s", meter, tags).hasSize(1);
        return found.get(0);
    }

    List<Shown> all(String meter) {
        return backend.shown().stream().filter(shown -> shown.name().equals(meter)).toList();
    }

    /** Returns tags; one without a value is as the backend shows it. */
    Map<String, String> tags(String... keysAndValues) {
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            String value = keysAndValues[i + 1] == null ? backend.missing() : keysAndValues[i + 1];
            if (value != null) {
                tags.put(keysAndValues[i], value);
            }
        }
        return tags;
    }
}
