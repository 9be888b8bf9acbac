package app.quotawatch.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way reads what the long way reads, or leaves it to the long way. */
class PlainDurationParserTest {

    private static final String CHARACTERS = "0123456789..mshd s";

    @ParameterizedTest
    @CsvSource({"17ms,0.017", "6s,6", "1.2s,1.2", "6m0s,360", "1m30.5s,90.5", "2h,7200", ".5s,0.5", "5.s,5", "0s,0",
            "1.23456789s,1.23456789", "1s5ms,1.005", "172.799999ms,0.172799999", "8808h,31708800"})
    void usualDurations_areRead(String text, double seconds) {
        assertThat(PlainDurationParser.nanos(text)).isEqualTo(Math.round(seconds * 1e9));
        assertThat(DurationParser.seconds(text)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", ".s", "5", "5.", "1.2.3s", "5sec", "5d", "5mo", "5mss", "5S", "5 s", " 5s", "-5s",
            "12345678901s", "1.234567891s", "9999999999s", "9999999999h", "8809h", "8808h1s", "1.2345678ms", "1s.",
            "1s5", "PT5S", "\u0665s"})
    void otherTexts_areLeftToTheLongWay(String text) {
        assertThat(PlainDurationParser.nanos(text)).isEqualTo(PlainDurationParser.NONE);
    }

    @Test
    void changedDurations_readAsOnTheLongWay() {
        String[] durations = {"17ms", "1.2s", "6m0s", "172.799ms", "12.345s", "2h0m1.5s"};
        int read = 0;
        for (int seed = 0; seed < 200_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(durations[random.nextInt(durations.length)]);
            for (int i = random.nextInt(4); i > 0; i--) {
                text.insert(random.nextInt(text.length() + 1), CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            long nanos = PlainDurationParser.nanos(text.toString());
            if (nanos != PlainDurationParser.NONE) {
                read++;
                double seconds = DurationParser.seconds(text.toString());
                // the long way rounds to what a double can express
                assertThat(nanos / 1e9).as("seed %d: %s", seed, text).isCloseTo(seconds, within(2 * Math.ulp(seconds)));
            }
        }
        assertThat(read).isGreaterThan(50_000);
    }

    @Test
    void aLongSequenceOfUsualDurations_isNotRead() {
        assertThat(PlainDurationParser.nanos("1s".repeat(20))).isEqualTo(20_000_000_000L);
        assertThat(PlainDurationParser.nanos("1s".repeat(21))).isEqualTo(PlainDurationParser.NONE);
        assertThat(DurationParser.seconds("1s".repeat(20))).isEqualTo(20);
        assertThat(DurationParser.seconds("1s".repeat(21))).isNaN();
    }
}
