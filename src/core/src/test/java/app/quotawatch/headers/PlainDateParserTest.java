package app.quotawatch.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way reads what the long way reads, or leaves it to the long way. */
class PlainDateParserTest {

    private static final DateTimeFormatter HTTP = DateTimeFormatter
            .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final String CHARACTERS = "0123456789 ,:-TZGMTJanfebSunMon+";

    @Test
    void everyDayUntil2400_isRead() {
        for (LocalDate day = LocalDate.EPOCH; day.getYear() < 2400; day = day.plusDays(1)) {
            long second = day.toEpochDay() * 86_400 + day.toEpochDay() % 86_400;
            Instant instant = Instant.ofEpochSecond(second);
            assertThat(PlainDateParser.second(HTTP.format(instant))).isEqualTo(second);
            assertThat(PlainDateParser.second(instant.toString())).isEqualTo(second);
        }
    }

    @Test
    void changedDates_readAsOnTheLongWay() {
        String[] dates = {"Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z", "Thu, 29 Feb 2024 23:59:59 GMT"};
        int read = 0;
        for (int seed = 0; seed < 200_000; seed++) {
            Random random = new Random(seed);
            StringBuilder date = new StringBuilder(dates[random.nextInt(dates.length)]);
            for (int i = random.nextInt(3); i >= 0; i--) {
                date.setCharAt(random.nextInt(date.length()), CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            long second = PlainDateParser.second(date.toString());
            if (second != PlainDateParser.NONE) {
                read++;
                assertThat(DateParser.parseAny(date.toString())).as("seed %d: %s", seed, date)
                        .isEqualTo(Instant.ofEpochSecond(second));
            }
        }
        assertThat(read).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sun, 06 Nov 1994 08:49:60 GMT", "Sun, 31 Nov 1994 08:49:37 GMT",
            "Thu, 29 Feb 2100 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1969 08:49:37 GMT",
            "2023-02-29T00:00:00Z", "2023-02-00T00:00:00Z", "2023-13-01T00:00:00Z", "2023-12-01T00:00:00z",
            "un,S 06 Nov 1994 08:49:37 GMT", "Sun, 06 anF 1994 08:49:37 GMT", ""})
    void otherDates_areLeftToTheLongWay(String date) {
        assertThat(PlainDateParser.second(date)).isEqualTo(PlainDateParser.NONE);
    }
}
