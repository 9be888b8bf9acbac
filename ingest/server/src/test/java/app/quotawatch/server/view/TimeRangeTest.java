package app.quotawatch.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRangeTest {

    private static final Instant NOW = Instant.parse("2026-05-07T12:34:56.789Z");

    @ParameterizedTest
    @CsvSource({"1, 60, 60", "24, 900, 97", "168, 7200, 84", "720, 21600, 121", "9504, 259200, 133"})
    void latest_hasBarsThatAChartCanShow(long hours, long barSeconds, int bars) {
        TimeRange range = TimeRange.latest(hours * TimeRange.HOUR, NOW);

        assertThat(range.to() - range.from()).isEqualTo(hours * TimeRange.HOUR);
        assertThat(range.barWidth()).isEqualTo(barSeconds * 1000);
        assertThat(range.bars()).isBetween(bars - 1, bars + 1);
        assertThat(range.bar(range.from())).isZero();
        assertThat(range.bar(range.to() - 1)).isEqualTo(range.bars() - 1);
        assertThat(NOW.toEpochMilli()).isBetween(range.to() - TimeRange.HOUR, range.to() - 1);
    }

    @Test
    void longest_needsNoMoreBarsThanAnyOther() {
        assertThat(TimeRange.between(0, TimeRange.LONGEST).bars()).isLessThanOrEqualTo(134);
    }
}
