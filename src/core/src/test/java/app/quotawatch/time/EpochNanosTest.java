package app.quotawatch.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochNanosTest {

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999999999Z", "2025-10-01T12:00:00.123456789Z",
            "2262-01-01T00:00:00Z", "1678-01-01T00:00:00.5Z"})
    void instant_isTheSameAfterwards(String text) {
        Instant instant = Instant.parse(text);

        assertThat(EpochNanos.toInstant(EpochNanos.of(instant))).isEqualTo(instant);
        assertThat(EpochNanos.secondOf(EpochNanos.of(instant))).isEqualTo(instant.getEpochSecond());
    }

    @Test
    void instantThatDoesNotFit_isBeforeOrAfterAllOthers() {
        assertThat(EpochNanos.of(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(EpochNanos.of(Instant.MIN)).isNegative().isNotEqualTo(EpochNanos.UNKNOWN);
        assertThat(EpochNanos.of(Instant.parse("2263-01-01T00:00:00Z"))).isEqualTo(Long.MAX_VALUE);
    }
}
