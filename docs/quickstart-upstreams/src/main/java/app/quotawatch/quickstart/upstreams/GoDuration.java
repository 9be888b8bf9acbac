package app.quotawatch.quickstart.upstreams;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as OpenAI writes them: {@code 12ms}, {@code 1.5s}, {@code 6m30s}. */
final class GoDuration {

    private GoDuration() {}

    static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        if (millis < 1000) {
            return millis + "ms";
        }
        long minutes = millis / 60_000;
        String seconds = BigDecimal.valueOf(millis % 60_000, 3).stripTrailingZeros().toPlainString() + "s";
        return minutes == 0 ? seconds : minutes + "m" + seconds;
    }
}
