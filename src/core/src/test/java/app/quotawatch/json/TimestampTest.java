package app.quotawatch.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

    private static final DateTimeFormatter REFERENCE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private static String written(Instant instant) {
        return new String(new JsonBytes().timestamp(instant).toByteArray(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999999999Z", "2024-02-29T23:59:59.0009Z",
            "2026-05-07T09:08:07.006Z", "9999-12-31T23:59:59.999999999Z", "0001-01-01T00:00:00Z",
            "2000-02-29T00:00:00Z",
            "1900-03-01T00:00:00Z"})
    void timestamp_isWrittenAsTheFormatterWritesIt(String instant) {
        assertThat(written(Instant.parse(instant))).isEqualTo('"' + REFERENCE.format(Instant.parse(instant)) + '"');
    }

    @Test
    void anyDay_isWrittenAsTheFormatterWritesIt() {
        Random random = new Random(1);
        Instant day = Instant.parse("0001-01-01T00:00:00Z");
        while (day.isBefore(Instant.parse("9999-12-31T00:00:00Z"))) {
            Instant instant = day.plusNanos(random.nextLong(86_400_000_000_000L));

            assertThat(written(instant)).isEqualTo('"' + REFERENCE.format(instant) + '"');
            day = day.plus(1 + random.nextInt(60), ChronoUnit.DAYS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+10000-01-01T00:00:00Z", "0000-12-31T23:59:59.999Z", "-0001-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z"})
    void yearWithoutFourDigits_isRejected(String instant) {
        assertThat(Timestamp.canExpress(Instant.parse(instant))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> written(Instant.parse(instant)))
                .withMessageContaining(instant);
    }
}
