package app.quotawatch.fleet;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** Days and months of UTC by their seconds since 1970. */
public final class UtcDays {

    /** The seconds of a day. */
    public static final long DAY_SECONDS = 86_400;

    private static final int MONTHS = 12;

    private UtcDays() {}

    /** Returns the first second of the day that a second is in. */
    public static long beginOfDay(long second) {
        return Math.floorDiv(second, DAY_SECONDS) * DAY_SECONDS;
    }

    /** Returns the first second of the month that a second is in. */
    public static long beginOfMonth(long second) {
        return beginOf(firstOfMonth(second));
    }

    /** Returns the first second after the month that a second is in. */
    public static long endOfMonth(long second) {
        return beginOf(firstOfMonth(second).plusMonths(1));
    }

    /** Returns the number of the month that a second is in: its year times twelve, and its months since January. */
    public static long monthOf(long second) {
        LocalDate first = firstOfMonth(second);
        return (long) first.getYear() * MONTHS + first.getMonthValue() - 1;
    }

    private static LocalDate firstOfMonth(long second) {
        return LocalDate.ofEpochDay(Math.floorDiv(second, DAY_SECONDS)).withDayOfMonth(1);
    }

    private static long beginOf(LocalDate day) {
        return day.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }
}
