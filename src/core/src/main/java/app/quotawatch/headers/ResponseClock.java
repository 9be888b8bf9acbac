package app.quotawatch.headers;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import app.quotawatch.time.EpochNanos;

/** Turns the times of one response into instants of our clock. Used for one response after the other. Stage: values. */
final class ResponseClock {

    /*
     * "Reset: 30" is a distance in seconds, "Reset: 1759320060" an instant in epoch seconds, "Reset:
     * 1759320060000" one in milliseconds, "Reset-Ms: 20649" a distance in milliseconds. The value decides,
     * never the provider and never the family of the name: the IETF's names carry epochs at GitLab, Twitch and
     * DigitalOcean and distances elsewhere, "X-RateLimit-Reset" carries an epoch at GitHub, a distance at
     * Reddit, milliseconds at OpenRouter and a date at Rachio. The sizes are far apart: an epoch in seconds
     * has ten digits, one in milliseconds thirteen, and no quota is ten digits of seconds away.
     *
     * Only a unit in the name overrides the size. What has letters is tried as a duration, then as hh:mm:ss if
     * the name states that it is a distance, then as a date. A second reading is never invented: what fits
     * none stays unknown, as does what lies more than a day in the past or a year ahead. A wrong reset is
     * worse than none, because an application that trusts it stops calling.
     *
     * A distance counts from the arrival of the response and needs no clock but ours. An absolute instant is
     * on the server's clock. If the Date header shows that this clock is far from ours, the same distance from
     * Date counts from our arrival. Within a minute the instant is taken verbatim: Date has whole seconds and
     * the network adds its delay, so that a correction would add more error than it removes, and resets of one
     * window would flicker from call to call.
     */

    /* September 2001 as an epoch, 31 years as a distance: nothing plausible lies on the wrong side. */
    private static final double EPOCH_SECONDS = 1e9;
    /* March 1973 in milliseconds, the year 5138 in seconds. */
    private static final double EPOCH_MILLIS = 1e11;
    /* March 1973 in microseconds, which Dynatrace sends; the year 5138 in milliseconds. */
    private static final double EPOCH_MICROS = 1e14;
    /* A day in seconds, 100 seconds in milliseconds: from here on round thousands may be either. */
    private static final double AMBIGUOUS = 1e5;
    /* Larger than Date's rounding and any response time, smaller than the errors of clocks that do harm. */
    static final long SKEW_SECONDS = 60;
    /* A reset that has just passed is normal (Anthropic, idle windows); yesterday's is a broken clock. */
    private static final long PAST_SECONDS = 86_400;
    private static final long SECOND = 1_000_000_000;
    /* What the fractions of two instants can add up to. */
    private static final long CARRY_SECONDS = 2;
    /*
     * From 1970 to what nanoseconds in a long can hold in 2262, less than the furthest reset: beyond it clocks are
     * broken and arithmetic overflows.
     */
    private static final long LATEST_SECOND = Long.MAX_VALUE / SECOND - 2 * 367 * 86_400;

    private long observedNanos;
    private boolean dated;
    private long dateSecond;
    private boolean relative;
    private boolean bare;

    /** Whether this is an instant, as {@link EpochNanos}, with which times can be compared. */
    static boolean isSane(long nanos) {
        return nanos >= 0 && nanos < LATEST_SECOND * SECOND;
    }

    private static boolean isSaneSecond(long second) {
        return second >= 0 && second < LATEST_SECOND;
    }

    /**
     * Begins a response.
     *
     * @param observedNanos when it arrived, by our clock; sane
     * @param date when it was sent, by the server's clock (the Date header), or null; an insane one is unknown
     */
    void set(long observedNanos, @Nullable Instant date) {
        this.observedNanos = observedNanos;
        dated = date != null && isSaneSecond(date.getEpochSecond());
        dateSecond = date != null && dated ? date.getEpochSecond() : 0;
    }

    /** Returns when the response arrived, by our clock. */
    long observedNanos() {
        return observedNanos;
    }

    /**
     * An instant of our clock, and whether the header stated it as a distance: then no clock can have been wrong.
     *
     * @param nanos since 1970
     * @param bare whether it is a distance whose unit nothing states; see {@link WindowReading#checkReset}
     */
    record ReportedInstant(long nanos, boolean relative, boolean bare) {}

    /** Whether the time that {@link #nanos} returned last is a distance whose unit nothing states. */
    boolean wasBare() {
        return bare;
    }

    /** Returns what {@link #nanos} does, and whether it was a distance; or null. */
    @Nullable
    ReportedInstant reportedInstant(String value, long unitMillis, boolean distance) {
        long nanos = nanos(value, unitMillis, distance);
        return nanos == EpochNanos.UNKNOWN ? null : new ReportedInstant(nanos, relative, bare);
    }

    /**
     * Returns the instant that a header's value means, or {@link EpochNanos#UNKNOWN}: when in doubt, and when it is
     * implausibly far away.
     *
     * @param unitMillis the unit that the name states, or 0
     * @param distance whether the name states that the value is a distance
     */
    long nanos(String value, long unitMillis, boolean distance) {
        bare = false;
        double number = NumberParser.parse(value);
        // A negative number is not a time; some send -1 for "none".
        if (!Double.isNaN(number)) {
            long nanos = number < 0 ? EpochNanos.UNKNOWN : ofNumber(number, unitMillis);
            // no provider counts fractions of a millisecond
            bare = bare && value.indexOf('.') < 0;
            return nanos;
        }
        long duration = PlainDurationParser.nanos(value);
        if (duration != PlainDurationParser.NONE) {
            relative = true;
            return observedNanos + duration;
        }
        double seconds = DurationParser.seconds(value);
        if (Double.isNaN(seconds) && distance) {
            seconds = DurationParser.clockSeconds(value);
        }
        if (!Double.isNaN(seconds)) {
            return after(seconds);
        }
        long second = PlainDateParser.second(value);
        if (second != PlainDateParser.NONE) {
            return at(second, 0);
        }
        Instant instant = DateParser.parseAny(value);
        return instant == null ? EpochNanos.UNKNOWN : at(instant.getEpochSecond(), instant.getNano());
    }

    /** Returns what the other {@code nanos} does for a value that is digits alone. */
    long nanos(long digits, long unitMillis) {
        bare = false;
        return ofNumber(digits, unitMillis);
    }

    private long ofNumber(double number, long unitMillis) {
        if (unitMillis == 0) {
            if (number >= EPOCH_MICROS) {
                return epoch(number / 1_000_000);
            }
            if (number >= EPOCH_MILLIS) {
                return epoch(number / 1000);
            }
            if (number >= EPOCH_SECONDS) {
                return epoch(number);
            }
            // 600000 is ten minutes of milliseconds at Prisjakt and would be a week of seconds; whole days up to a month
            // are seconds, while every third hour in milliseconds is a whole number of days
            boolean days = number % 86_400 == 0 && number <= DurationParser.MONTH_SECONDS;
            boolean ambiguous = number >= AMBIGUOUS && number % 1000 == 0 && !days;
            bare = true;
            return ambiguous ? EpochNanos.UNKNOWN : after(number);
        }
        // Even a named unit may be the unit of an epoch ("reset-ms: 1759320060000"): as a distance it would be 55
        // years.
        double seconds = number * unitMillis / 1000;
        return seconds >= EPOCH_MILLIS / 1000 && unitMillis == 1 || seconds >= EPOCH_SECONDS
                ? epoch(seconds)
                : after(seconds);
    }

    private long epoch(double seconds) {
        if (seconds > EPOCH_MILLIS) {
            return EpochNanos.UNKNOWN;
        }
        // Rounded to microseconds: a double of today's epoch is exact to a quarter of one, and further
        // digits would make every reading of the same window a different instant.
        long whole = (long) seconds;
        return at(whole, Math.round((seconds - whole) * 1e6) * 1000);
    }

    private long after(double seconds) {
        // Negated, so that NaN ends here, too.
        if (!(seconds <= DurationParser.MAX_SECONDS)) {
            return EpochNanos.UNKNOWN;
        }
        relative = true;
        long whole = (long) seconds;
        // Math.round also rounds negative numbers, and is slower
        return observedNanos + whole * SECOND + (long) ((seconds - whole) * 1e9 + 0.5);
    }

    private long at(long second, long nano) {
        relative = false;
        long observedSecond = EpochNanos.secondOf(observedNanos);
        boolean skewed = dated && Math.abs(dateSecond - observedSecond) > SKEW_SECONDS;
        // The distance in seconds comes first, as dates of any year are read, and nanoseconds would overflow.
        long distance = second - (skewed ? dateSecond : observedSecond);
        if (distance > DurationParser.MAX_SECONDS || distance < -PAST_SECONDS - CARRY_SECONDS) {
            return EpochNanos.UNKNOWN;
        }
        long ours = skewed ? observedNanos + distance * SECOND + nano : second * SECOND + nano;
        long ahead = EpochNanos.secondOf(ours) - observedSecond;
        return ahead > DurationParser.MAX_SECONDS || ahead < -PAST_SECONDS ? EpochNanos.UNKNOWN : ours;
    }
}
