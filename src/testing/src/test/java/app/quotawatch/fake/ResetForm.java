package app.quotawatch.fake;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The forms in which providers write when a window is reset. */
enum ResetForm {

    SECONDS(Duration.ofSeconds(1), Duration.ofHours(1)) {
        @Override
        String format(Instant reset, Duration until) {
            return Long.toString(Ruling.ceilSeconds(until));
        }
    },
    DECIMAL_SECONDS(Duration.ofMillis(1), Duration.ofDays(1)) {
        @Override
        String format(Instant reset, Duration until) {
            return BigDecimal.valueOf(Ruling.ceilMillis(until), 3).toPlainString();
        }
    },
    DURATION(Duration.ofMillis(1)) {
        @Override
        String format(Instant reset, Duration until) {
            return GoDuration.format(until);
        }
    },
    ISO_DURATION(Duration.ofMillis(1)) {
        @Override
        String format(Instant reset, Duration until) {
            return Duration.ofMillis(Ruling.ceilMillis(until)).toString();
        }
    },
    EPOCH_SECONDS(Duration.ofSeconds(1)) {
        @Override
        String format(Instant reset, Duration until) {
            return Long.toString(reset.getEpochSecond());
        }
    },
    EPOCH_DECIMAL_SECONDS(Duration.ofMillis(1)) {
        @Override
        String format(Instant reset, Duration until) {
            return BigDecimal.valueOf(reset.toEpochMilli(), 3).toPlainString();
        }
    },
    EPOCH_MILLIS(Duration.ofMillis(1)) {
        @Override
        String format(Instant reset, Duration until) {
            return Long.toString(reset.toEpochMilli());
        }
    },
    RFC_3339(Duration.ofSeconds(1)) {
        @Override
        String format(Instant reset, Duration until) {
            return reset.truncatedTo(ChronoUnit.SECONDS).toString();
        }
    },
    RFC_3339_MILLIS(Duration.ofMillis(1)) {
        @Override
        String format(Instant reset, Duration until) {
            return reset.truncatedTo(ChronoUnit.MILLIS).toString().replace("Z", "+00:00");
        }
    },
    HTTP_DATE(Duration.ofSeconds(1)) {
        @Override
        String format(Instant reset, Duration until) {
            return HttpDate.format(reset);
        }
    };

    private final Duration resolution;
    private final Duration longest;

    ResetForm(Duration resolution) {
        this(resolution, Duration.ofDays(30));
    }

    ResetForm(Duration resolution, Duration longest) {
        this.resolution = resolution;
        this.longest = longest;
    }

    /** Returns the smallest difference that the form can show. */
    Duration resolution() {
        return resolution;
    }

    /** Returns the longest time to a reset that is certainly read: without a unit, a longer one may be in milliseconds. */
    Duration longest() {
        return longest;
    }

    /**
     * Writes a reset.
     *
     * @param reset the instant, as the provider's clock shows it
     * @param until how far ahead it is
     */
    abstract String format(Instant reset, Duration until);
}
