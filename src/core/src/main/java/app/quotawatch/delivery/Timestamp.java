package app.quotawatch.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes timestamps in UTC with three decimals; by hand, since a formatter takes longer than everything else about an event. */
final class Timestamp {

    private static final DateTimeFormatter FORMATTER = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);
    /* The end of year 9999, the last one with four digits. */
    private static final long END = 253_402_300_800L;

    private Timestamp() {}

    static String of(Instant instant) {
        if (instant.getEpochSecond() < 0 || instant.getEpochSecond() >= END) {
            return FORMATTER.format(instant);
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        byte[] text = new byte[24];
        write(text, 0, 4, time.getYear(), '-');
        write(text, 5, 2, time.getMonthValue(), '-');
        write(text, 8, 2, time.getDayOfMonth(), 'T');
        write(text, 11, 2, time.getHour(), ':');
        write(text, 14, 2, time.getMinute(), ':');
        write(text, 17, 2, time.getSecond(), '.');
        write(text, 20, 3, instant.getNano() / 1_000_000, 'Z');
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void write(byte[] text, int at, int digits, int number, char next) {
        int remaining = number;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (byte) ('0' + remaining % 10);
            remaining /= 10;
        }
        text[at + digits] = (byte) next;
    }
}
