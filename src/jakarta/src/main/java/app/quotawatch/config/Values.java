package app.quotawatch.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;

/**
 * Reads single values and collects what is wrong with them, instead of stopping at the first. What is not there, or wrong, is
 * null.
 */
final class Values {

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private final Config config;
    private final List<String> problems = new ArrayList<>();

    Values(Config config) {
        this.config = config;
    }

    List<String> problems() {
        return problems;
    }

    void problem(String key, String value, String allowed) {
        problems.add(key + (value == null ? "" : " = '" + value + "'") + ": " + allowed);
    }

    /** Returns a value without white space around it; null where there is none, or a source or an expression cannot be read. */
    String text(String key) {
        try {
            Optional<String> value = config.getOptionalValue(key, String.class);
            return value.isEmpty() || value.get().isBlank() ? null : value.get().strip();
        } catch (NoSuchElementException e) {
            return null;
        }
    }

    String choice(String key, List<String> allowed) {
        String value = text(key);
        if (value == null) {
            return null;
        }
        String choice = value.toLowerCase(Locale.ROOT);
        if (allowed.contains(choice)) {
            return choice;
        }
        problem(key, value, "must be " + String.join(" or ", allowed));
        return null;
    }

    Long wholeNumber(String key) {
        String value = text(key);
        try {
            return value == null ? null : Long.valueOf(value);
        } catch (NumberFormatException e) {
            problem(key, value, "must be a whole number of 1 or more");
            return null;
        }
    }

    Integer number(String key, String allowed) {
        String value = text(key);
        return value == null ? null : parsed(key, value, allowed);
    }

    List<Integer> numbers(String key, String allowed) {
        String list = text(key);
        if (list == null) {
            return null;
        }
        List<Integer> numbers = new ArrayList<>();
        for (String value : split(list)) {
            Integer number = parsed(key, value, allowed);
            if (number != null) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private Integer parsed(String key, String value, String allowed) {
        try {
            return Integer.valueOf(value);
        } catch (NumberFormatException e) {
            problem(key, value, allowed);
            return null;
        }
    }

    Duration seconds(String key) {
        String value = text(key);
        try {
            return value == null
                    ? null
                    : Duration.ofNanos(new BigDecimal(value).multiply(NANOS).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            problem(key, value, "must be a number of seconds, such as 5 or 0.5");
            return null;
        }
    }

    /** Takes a list apart at its commas. */
    static List<String> split(String list) {
        List<String> values = new ArrayList<>();
        for (String value : list.split(",")) {
            if (!value.isBlank()) {
                values.add(value.strip());
            }
        }
        return values;
    }
}
