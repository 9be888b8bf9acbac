package app.quotawatch.server.view;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;

import org.jspecify.annotations.Nullable;

import app.quotawatch.server.rest.Problems;

/** A request's query: every parameter is known and appears at most once. Everything that is wrong is reported together. */
final class Query {

    private static final Map<String, Long> RANGES = Map.of("hour", TimeRange.HOUR, "day", TimeRange.DAY, "week",
            7 * TimeRange.DAY, "month", 30 * TimeRange.DAY, "year", 396 * TimeRange.DAY);

    private static final Instant OLDEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant NEWEST = Instant.parse("3000-01-01T00:00:00Z");

    private final MultivaluedMap<String, String> values;
    private final Problems problems = new Problems();

    private Query(MultivaluedMap<String, String> values) {
        this.values = values;
    }

    static Query of(UriInfo uri, String... known) {
        Query query = new Query(uri.getQueryParameters());
        query.values.forEach((name, values) -> {
            if (!Arrays.asList(known).contains(name)) {
                query.problems.add("query",
                        "has an unknown parameter; valid parameters are " + String.join(", ", known));
            } else if (values.size() > 1) {
                query.problems.add(name, "is duplicated");
            }
        });
        return query;
    }

    /** Reports everything that was wrong until now. */
    void throwIfWrong() {
        problems.throwIfAny();
    }

    int project() {
        if (text("project") == null) {
            problems.add("project", "is required");
            return 0;
        }
        return (int) whole("project", 1, Integer.MAX_VALUE, 1);
    }

    /** Returns the value, or null if it is absent. */
    @Nullable
    String text(String name) {
        String value = values.getFirst(name);
        if (value != null && value.isBlank()) {
            problems.add(name, "must not be blank");
            return null;
        }
        return value;
    }

    String required(String name) {
        if (!values.containsKey(name)) {
            problems.add(name, "is required");
        }
        String value = text(name);
        return value == null ? "" : value;
    }

    long whole(String name, long from, long to, long defaultValue) {
        String value = values.getFirst(name);
        if (value == null) {
            return defaultValue;
        }
        if (value.matches("\\d{1,15}")) {
            long number = Long.parseLong(value);
            if (number >= from && number <= to) {
                return number;
            }
        }
        problems.add(name, "must be a whole number, " + from + " to " + to);
        return defaultValue;
    }

    Position position(String name) {
        String value = values.getFirst(name);
        Position position = value == null ? Position.NEWEST : Position.parse(value);
        if (position == null) {
            problems.add(name, "must be the value of next in an earlier response");
            return Position.NEWEST;
        }
        return position;
    }

    /** Returns what {@code from} and {@code to} specify, or {@code range}; by default the last day. */
    TimeRange range(Instant now) {
        String name = text("range");
        if (name != null) {
            if (values.containsKey("from") || values.containsKey("to")) {
                problems.add("range", "must be absent where from and to are present");
            }
            Long length = RANGES.get(name);
            if (length == null) {
                problems.add("range", "must be one of hour, day, week, month, year");
            }
            return TimeRange.latest(length == null ? TimeRange.DAY : length, now);
        }
        if (!values.containsKey("from") && !values.containsKey("to")) {
            return TimeRange.latest(TimeRange.DAY, now);
        }
        Instant to = instant("to", now);
        Instant from = instant("from", to.minusMillis(TimeRange.DAY));
        long length = to.toEpochMilli() - from.toEpochMilli();
        if (length <= 0 || length > TimeRange.LONGEST) {
            problems.add("from, to", "must be in this order, and at most 13 months apart");
            return TimeRange.latest(TimeRange.DAY, now);
        }
        return TimeRange.between(from.toEpochMilli(), to.toEpochMilli());
    }

    private Instant instant(String name, Instant defaultValue) {
        String value = values.getFirst(name);
        if (value == null) {
            return defaultValue;
        }
        try {
            Instant instant = Instant.parse(value);
            if (!instant.isBefore(OLDEST) && instant.isBefore(NEWEST)) {
                return instant;
            }
        } catch (DateTimeParseException malformed) {
            // reported below
        }
        problems.add(name, "must be an instant of the years 2000 to 2999, such as 2026-05-07T12:00:00Z");
        return defaultValue;
    }
}
