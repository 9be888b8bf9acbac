package app.quotawatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.LimitWindow;
import app.quotawatch.time.Clocks;

/** A thread may be paused for seconds between reading one clock and the other. */
class PausedThreadTest {

    private Instant wall = Instant.parse("2026-05-07T23:59:00Z");
    private long nanos = 7_000_000_000L;
    private Duration pause = Duration.ZERO;

    private final Clocks clocks = new Clocks(this::pausingClock, () -> nanos);
    private final QuotaLedger ledger = new QuotaLedger(
            List.of(ApiConfig.builder("a").baseUrl("https://a.example").requestsPer(LimitWindow.DAY, 100).build()),
            List.of(), "test",
            clocks, event -> {});

    @Test
    void pauseBetweenTheClocks_isNotAnAdjustedClock() {
        calls(5);
        pass(Duration.ofMinutes(2));
        calls(1);
        pass(Duration.ofSeconds(1));

        pause = Duration.ofSeconds(10);
        calls(2);

        // a clock that was set would have had yesterday's calls of the same ten minutes counted again
        assertThat(used()).hasValue(3);
    }

    private void calls(int count) {
        for (int i = 0; i < count; i++) {
            ledger.record(ApiCall.builder("a").method("GET").status(200).build(), null, clocks.now());
        }
    }

    private OptionalLong used() {
        return ledger.quota("a").orElseThrow().windows().get(0).used();
    }

    private void pass(Duration duration) {
        wall = wall.plus(duration);
        nanos += duration.toNanos();
    }

    private Instant pausingClock() {
        pass(pause);
        pause = Duration.ZERO;
        return wall;
    }
}
