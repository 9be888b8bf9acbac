package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

    private static final DateTimeFormatter REFERENCE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999999999Z", "2024-02-29T23:59:59.0009Z",
            "2026-05-07T09:08:07.006Z", "9999-12-31T23:59:59.999Z", "+10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z"})
    void timestamp_isWrittenAsTheFormatterWritesIt(String instant) {
        assertThat(Timestamp.of(Instant.parse(instant))).isEqualTo(REFERENCE.format(Instant.parse(instant)));
    }

    @Test
    void anyTimestamp_isWrittenAsTheFormatterWritesIt() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(-100_000_000_000L, 300_000_000_000L),
                    random.nextInt(1_000_000_000));

            assertThat(Timestamp.of(instant)).isEqualTo(REFERENCE.format(instant));
        }
    }
}
