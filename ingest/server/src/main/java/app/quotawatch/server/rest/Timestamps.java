package app.quotawatch.server.rest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;

/** Instants as they are sent: in UTC, with three decimals. */
public final class Timestamps {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** Formats milliseconds since the epoch. */
    public static String of(long epochMillis) {
        return FORMAT.format(Instant.ofEpochMilli(epochMillis));
    }

    /** Formats milliseconds since the epoch; null if there are none. */
    public static @Nullable String ofNullable(@Nullable Long epochMillis) {
        return epochMillis == null ? null : of(epochMillis);
    }
}
