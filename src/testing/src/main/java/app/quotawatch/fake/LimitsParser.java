package app.quotawatch.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Reads the text of {@link FakeApiBuilder#limits} and collects every problem in it. Not thread-safe. */
final class LimitsParser {

    private static final Pattern LIMIT = Pattern.compile("(\\S+)\\s+([0-9_]+)\\s*/\\s*([0-9]*)\\s*([a-z]+)");
    private static final Duration LONGEST = Duration.ofDays(366);
    /* what a problem has been reported for already */
    private static final long UNREADABLE = -1;

    private final List<String> units;
    private final List<Limit> limits = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** @param units what may be limited */
    LimitsParser(List<String> units) {
        this.units = units;
    }

    void parse(String text) {
        for (String group : text.split("[;\n]")) {
            if (!group.isBlank()) {
                group(group.strip());
            }
        }
    }

    private void group(String group) {
        // the last colon: the name of a fine-tuned model has some of its own
        int colon = group.lastIndexOf(':');
        String scope = colon < 0 ? Limit.ANY : scope(group.substring(0, colon));
        if (scope.isEmpty()) {
            problems.add("nothing before the colon of \"" + group + "\"");
        }
        for (String limit : group.substring(colon + 1).split(",", -1)) {
            limit(scope, limit.strip());
        }
    }

    private static String scope(String text) {
        return text.strip().replaceAll("\\s*\\+\\s*", "+");
    }

    private void limit(String scope, String text) {
        Matcher parts = LIMIT.matcher(text);
        if (!parts.matches()) {
            problems.add("\"" + text + "\" is not a limit such as \"" + units.get(0) + " 500/min\"");
            return;
        }
        long amount = amount(parts.group(2), text);
        Duration period = period(parts.group(3), parts.group(4), text);
        if (isKnown(parts.group(1)) && amount != UNREADABLE && period != null) {
            add(scope, parts.group(1), amount, period);
        }
    }

    private boolean isKnown(String unit) {
        if (!units.contains(unit)) {
            problems.add("\"" + unit + "\" is not limited here, but " + String.join(", ", units));
        }
        return units.contains(unit);
    }

    /** Adds a limit that is declared by code. */
    void declare(String scope, String unit, long amount, Duration period) {
        if (scope.isBlank()) {
            problems.add(unit + ": the scope is empty; * means any");
        } else if (isKnown(unit)) {
            add(scope(scope), unit, amount, period);
        }
    }

    private void add(String scope, String unit, long amount, Duration period) {
        int before = problems.size();
        if (amount < 1) {
            problems.add(scope + " " + unit + ": the amount must be at least 1");
        }
        if (period.isNegative() || period.isZero() || period.compareTo(LONGEST) > 0) {
            problems.add(scope + " " + unit + ": the period must be longer than 0 and at most 366 days");
        }
        if (problems.size() == before && names(scope, unit)) {
            problems.add(scope + " " + unit + ": limited twice");
        }
        if (problems.size() == before) {
            limits.add(new Limit(scope, unit, amount, period));
        }
    }

    private boolean names(String scope, String unit) {
        Set<String> names = new HashSet<>(List.of(scope.split("\\+")));
        return limits.stream().anyMatch(limit -> limit.unit().equals(unit)
                && !Collections.disjoint(names, List.of(limit.scope().split("\\+"))));
    }

    private long amount(String digits, String text) {
        try {
            return Long.parseLong(digits.replace("_", ""));
        } catch (NumberFormatException e) {
            problems.add("\"" + text + "\": the amount is not a number, or too large");
            return UNREADABLE;
        }
    }

    private @Nullable Duration period(String count, String unit, String text) {
        @Nullable
        Duration one = switch (unit) {
            case "ms" -> Duration.ofMillis(1);
            case "s", "sec", "second", "seconds" -> Duration.ofSeconds(1);
            case "m", "min", "minute", "minutes" -> Duration.ofMinutes(1);
            case "h", "hour", "hours" -> Duration.ofHours(1);
            case "d", "day", "days" -> Duration.ofDays(1);
            default -> null;
        };
        if (one == null) {
            problems.add("\"" + text + "\": \"" + unit + "\" is not a period such as s, min, h or day");
            return null;
        }
        if (count.length() > 9) {
            problems.add("\"" + text + "\": the period is too long");
            return null;
        }
        return count.isEmpty() ? one : one.multipliedBy(Long.parseLong(count));
    }

    /** Returns the limits, in order. */
    List<Limit> limits() {
        return limits;
    }

    /** Returns every problem, in the order of the text. */
    List<String> problems() {
        return problems;
    }
}
