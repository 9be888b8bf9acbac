package app.quotawatch.server.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The period to which a limit applies. All periods begin and end in UTC. */
public enum LimitKind {
    MINUTE("minute", "minute", "minute"),
    HOUR("hour", "minute", "minute"),
    DAILY("daily", "day_count", "day"),
    MONTHLY("monthly", "day_count", "day");

    private final String label;
    private final String table;
    private final String column;

    LimitKind(String label, String table, String column) {
        this.label = label;
        this.table = table;
        this.column = column;
    }

    /** Returns the name in the database, in requests and in webhooks. */
    public String label() {
        return label;
    }

    /** Returns the kind with this name. */
    public static Optional<LimitKind> of(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }

    /** Returns the names of all kinds. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(LimitKind::label).toList();
    }

    /** Returns the period that contains the instant. */
    public Period periodAt(long epochMillis) {
        Instant instant = Instant.ofEpochMilli(epochMillis);
        return switch (this) {
            case MINUTE -> period(instant.truncatedTo(ChronoUnit.MINUTES), Duration.ofMinutes(1));
            case HOUR -> period(instant.truncatedTo(ChronoUnit.HOURS), Duration.ofHours(1));
            case DAILY -> period(instant.truncatedTo(ChronoUnit.DAYS), Duration.ofDays(1));
            case MONTHLY -> month(instant.atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1));
        };
    }

    private static Period period(Instant start, Duration length) {
        return new Period(start.toEpochMilli(), start.plus(length).toEpochMilli());
    }

    private static Period month(LocalDate first) {
        return new Period(midnight(first), midnight(first.plusMonths(1)));
    }

    private static long midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /** Returns the table whose calls are summed up for a period of this kind. */
    public String table() {
        return table;
    }

    /** Returns the column with the instant to which a row of that table belongs. */
    public String column() {
        return column;
    }
}
