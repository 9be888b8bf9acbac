package app.quotawatch.ledger;

import static app.quotawatch.LimitWindow.DAY;
import static app.quotawatch.LimitWindow.HOUR;
import static app.quotawatch.LimitWindow.MINUTE;
import static app.quotawatch.LimitWindow.MONTH;
import static app.quotawatch.LimitWindow.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import app.quotawatch.ApiConfig;
import app.quotawatch.testing.ManualTime;
import app.quotawatch.testing.MemoryFleetStore;

/** Replicas with a limit of each length, on one store, with a time that only the test advances. */
final class LimitedFleet {

    static final Instant NOON = Instant.parse("2026-05-07T12:00:00Z");

    private final ManualTime time = new ManualTime(NOON);
    private Duration storeAhead = Duration.ZERO;
    final MemoryFleetStore store = new MemoryFleetStore(() -> time.clock().instant().plus(storeAhead));

    static ApiConfig.Builder api() {
        return ApiConfig.builder("a").baseUrl("https://a.example").requestsPer(SECOND, 900).requestsPer(MINUTE, 1000)
                .requestsPer(HOUR, 2000).requestsPer(DAY, 3000).requestsPer(MONTH, 4000).tokensPer(MINUTE, 10_000)
                .tokensPer(DAY, 30_000);
    }

    FleetReplica replica() {
        return replica(api());
    }

    FleetReplica replica(ApiConfig.Builder api) {
        return new FleetReplica(store, time, api);
    }

    /** Returns a replica whose clock is ahead. */
    FleetReplica replica(Duration ahead) {
        return new FleetReplica(store, time, ahead, api());
    }

    void pass(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    void pass(Duration duration) {
        time.pass(duration);
    }

    /** Adjusts the clock of the store. */
    void setStoreAhead(Duration ahead) {
        storeAhead = ahead;
    }

    /** Lets each exchange once, in this order. */
    void exchange(FleetReplica... replicas) {
        for (FleetReplica replica : replicas) {
            assertThat(replica.exchange()).isTrue();
        }
    }
}
