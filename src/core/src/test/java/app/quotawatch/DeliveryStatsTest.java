package app.quotawatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import app.quotawatch.testing.Accounts;

class DeliveryStatsTest {

    private static DeliveryStats stats(long recorded, Map<DropReason, Long> dropped) {
        DeliveryStats.Builder stats = DeliveryStats.builder().recorded(recorded).delivered(1).buffered(2).inFlight(3)
                .keptLocal(4);
        dropped.forEach(stats::dropped);
        return stats.build();
    }

    @Test
    void dropped_hasEveryReason() {
        DeliveryStats stats = stats(17, Map.of(DropReason.OVERFLOW, 7L));

        assertThat(stats.dropped()).containsOnlyKeys(DropReason.values());
        assertThat(stats.dropped(DropReason.OVERFLOW)).isEqualTo(7);
        assertThat(stats.dropped(DropReason.CLOSED)).isZero();
    }

    @Test
    void droppedInTotal_isTheSumOfTheReasons() {
        DeliveryStats stats = stats(25,
                Map.of(DropReason.OVERFLOW, 7L, DropReason.REJECTED, 5L, DropReason.SHUTDOWN, 3L));

        assertThat(stats.droppedInTotal()).isEqualTo(15);
        Accounts.assertAddsUp(stats);
    }

    @Test
    void dropped_doesNotChangeWithTheMapItCameFrom() {
        Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        dropped.put(DropReason.INVALID, 1L);
        DeliveryStats stats = stats(11, dropped);
        dropped.put(DropReason.INVALID, 2L);

        assertThat(stats.dropped(DropReason.INVALID)).isEqualTo(1);
    }
}
