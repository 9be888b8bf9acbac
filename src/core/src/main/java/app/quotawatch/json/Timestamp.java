package app.quotawatch.json;

import java.time.Instant;

/** Timestamps of the wire: UTC, three decimals, years 0001 to 9999. */
public final class Timestamp {

    /*
     * Written by hand, straight from the seconds, since a formatter takes longer than everything else about an event. The date is
     * that of the proleptic Gregorian calendar: years are taken to begin in March, so that the leap day is the last day of one,
     * and days are counted within periods of 400 years, all of which have the same length.
     */

    /** How many characters a timestamp has. */
    static final int LENGTH = 24;

    /* The first second of the year 1, and of the year 10000; parsing them would load the formatters at the first call. */
    private static final long FIRST_SECOND = -62_135_596_800L;
    private static final long END_SECOND = 253_402_300_800L;

    private static final int SECONDS_OF_DAY = 86_400;
    private static final int DAYS_OF_400_YEARS = 146_097;
    private static final int DAYS_OF_100_YEARS = 36_524;
    private static final int DAYS_OF_4_YEARS = 1461;
    private static final int DAYS_FROM_YEAR_0_TO_1970 = 719_468;

    private Timestamp() {}

    /** Returns whether the wire format can express the instant, in which a year has four digits. */
    public static boolean canExpress(Instant instant) {
        return instant.getEpochSecond() >= FIRST_SECOND && instant.getEpochSecond() < END_SECOND;
    }

    static void write(Instant instant, byte[] to, int at) {
        if (!canExpress(instant)) {
            throw new IllegalArgumentException("the year of " + instant + " is not from 0001 to 9999");
        }
        long second = instant.getEpochSecond();
        writeDate((int) Math.floorDiv(second, SECONDS_OF_DAY), to, at);
        int secondOfDay = Math.floorMod(second, SECONDS_OF_DAY);
        digits(secondOfDay / 3600, 2, ':', to, at + 11);
        digits(secondOfDay / 60 % 60, 2, ':', to, at + 14);
        digits(secondOfDay % 60, 2, '.', to, at + 17);
        writeMillis(instant, to, at);
    }

    /** Writes the last digits of a timestamp that begins at this position. */
    static void writeMillis(Instant instant, byte[] to, int at) {
        digits(instant.getNano() / 1_000_000, 3, 'Z', to, at + 20);
    }

    private static void writeDate(int epochDay, byte[] to, int at) {
        int day = epochDay + DAYS_FROM_YEAR_0_TO_1970;
        int period = day / DAYS_OF_400_YEARS;
        int dayOfPeriod = day % DAYS_OF_400_YEARS;
        int yearOfPeriod = (dayOfPeriod - dayOfPeriod / (DAYS_OF_4_YEARS - 1) + dayOfPeriod / DAYS_OF_100_YEARS
                - dayOfPeriod / (DAYS_OF_400_YEARS - 1)) / 365;
        int dayOfYear = dayOfPeriod - (365 * yearOfPeriod + yearOfPeriod / 4 - yearOfPeriod / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        boolean beforeMarch = monthFromMarch >= 10;
        digits(400 * period + yearOfPeriod + (beforeMarch ? 1 : 0), 4, '-', to, at);
        digits(beforeMarch ? monthFromMarch - 9 : monthFromMarch + 3, 2, '-', to, at + 5);
        digits(dayOfMonth, 2, 'T', to, at + 8);
    }

    private static void digits(int number, int count, char next, byte[] to, int at) {
        int remaining = number;
        for (int i = at + count - 1; i >= at; i--) {
            to[i] = (byte) ('0' + remaining % 10);
            remaining /= 10;
        }
        to[at + count] = (byte) next;
    }
}
