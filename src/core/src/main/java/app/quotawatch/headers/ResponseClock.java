package app.quotawatch.headers;

import java.time.Instant;

/*
 * What a time in a header means on our clock. The value decides, never the provider and never the family of the name: IETF
 * names carry epochs at some, x- names carry deltas at others. Only a unit or an "after" in the name overrides it. An absolute
 * instant is taken verbatim, unless the Date header shows that the server's clock is far from ours.
 */
/** Turns the times of one response into instants of our clock. */
record ResponseClock(Instant observedAt, Instant date) {

    private static final double EPOCH_SECONDS = 1e9;
    private static final double EPOCH_MILLIS = 1e11;
    private static final double AMBIGUOUS = 1e5;
    private static final long SKEW_SECONDS = 60;
    private static final long PAST_SECONDS = 86_400;
    /* 1970 to 2262: beyond it clocks are broken and arithmetic overflows. */
    private static final long LATEST_SECOND = Long.MAX_VALUE / 1_000_000_000;

    ResponseClock {
        date = date == null || !isSane(date) ? null : date;
    }

    static boolean isSane(Instant instant) {
        return instant.getEpochSecond() >= 0 && instant.getEpochSecond() < LATEST_SECOND;
    }

    /** An instant of our clock, and whether the header gave it as a distance: then no clock can have been wrong. */
    record ReportedInstant(Instant instant, boolean relative) {}

    /**
     * Returns the moment that a header's value names, or null: when in doubt, and when it is implausibly far away.
     *
     * @param unitMillis the unit that the name says, or 0
     * @param relative whether the name says that the value is a distance
     */
    ReportedInstant reportedInstant(String value, long unitMillis, boolean relative) {
        double number = NumberParser.parse(value);
        if (!Double.isNaN(number)) {
            return number < 0 ? null : ofNumber(number, unitMillis);
        }
        double seconds = DurationParser.seconds(value);
        if (Double.isNaN(seconds) && relative) {
            seconds = DurationParser.clockSeconds(value);
        }
        if (!Double.isNaN(seconds)) {
            return after(seconds);
        }
        Instant instant = DateParser.parse(value);
        return instant == null ? null : at(instant);
    }

    private ReportedInstant ofNumber(double number, long unitMillis) {
        if (unitMillis == 0) {
            if (number >= EPOCH_MILLIS) {
                return epoch(number / 1000);
            }
            if (number >= EPOCH_SECONDS) {
                return epoch(number);
            }
            // 600000 is ten minutes of milliseconds to some and a week of seconds to others
            boolean ambiguous = number >= AMBIGUOUS && number % 1000 == 0 && number % 86_400 != 0;
            return ambiguous ? null : after(number);
        }
        double seconds = number * unitMillis / 1000;
        return seconds >= EPOCH_MILLIS / 1000 && unitMillis == 1 || seconds >= EPOCH_SECONDS
                ? epoch(seconds)
                : after(seconds);
    }

    private ReportedInstant epoch(double seconds) {
        if (seconds > EPOCH_MILLIS) {
            return null;
        }
        long whole = (long) seconds;
        return at(Instant.ofEpochSecond(whole, Math.round((seconds - whole) * 1e6) * 1000));
    }

    private ReportedInstant after(double seconds) {
        if (!(seconds <= DurationParser.MAX_SECONDS)) {
            return null;
        }
        long whole = (long) seconds;
        return new ReportedInstant(observedAt.plusSeconds(whole).plusNanos(Math.round((seconds - whole) * 1e9)), true);
    }

    private ReportedInstant at(Instant instant) {
        Instant ours = instant;
        long skew = date == null ? 0 : date.getEpochSecond() - observedAt.getEpochSecond();
        if (Math.abs(skew) > SKEW_SECONDS) {
            ours = observedAt.plusSeconds(instant.getEpochSecond() - date.getEpochSecond())
                    .plusNanos(instant.getNano());
        }
        long ahead = ours.getEpochSecond() - observedAt.getEpochSecond();
        return ahead > DurationParser.MAX_SECONDS || ahead < -PAST_SECONDS ? null : new ReportedInstant(ours, false);
    }
}
