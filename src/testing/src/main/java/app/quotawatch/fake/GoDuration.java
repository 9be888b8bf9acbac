package app.quotawatch.fake;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as OpenAI writes them, in the format of Go: {@code 12ms}, {@code 1.5s}, {@code 6m0s}, {@code 1h0m2s}. */
final class GoDuration {

    private GoDuration() {}

    /** Returns the duration, rounded up to whole milliseconds. */
    static String format(Duration duration) {
        long millis = Ruling.ceilMillis(duration);
        if (millis == 0) {
            return "0s";
        }
        if (millis < 1000) {
            return millis + "ms";
        }
        long hours = millis / 3_600_000;
        long minutes = millis / 60_000 % 60;
        String seconds = BigDecimal.valueOf(millis % 60_000, 3).stripTrailingZeros().toPlainString() + "s";
        if (hours > 0) {
            return hours + "h" + minutes + "m" + seconds;
        }
        return minutes == 0 ? seconds : minutes + "m" + seconds;
    }
}
