package app.quotawatch.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;

import app.quotawatch.ConfigProblem;
import app.quotawatch.keys.ConfigKey;

/** Reads single values and collects every problem, instead of stopping at the first. A value that is absent or invalid is null. */
final class Values {

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private final Config config;
    private final List<ConfigProblem> problems = new ArrayList<>();

    Values(Config config) {
        this.config = config;
    }

    List<ConfigProblem> problems() {
        return problems;
    }

    /** Adds a problem; a null value is not shown. */
    void problem(String key, String value, String rule) {
        problems.add(ConfigProblem.of(ConfigProblem.Kind.INVALID, key,
                key + (value == null ? "" : " = '" + value + "'") + ": " + rule));
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

    String choice(ConfigKey key) {
        return choice(key, key.key());
    }

    /** @param written the key of an API's property, as it is written */
    String choice(ConfigKey key, String written) {
        String value = text(written);
        if (value == null) {
            return null;
        }
        String choice = value.toLowerCase(Locale.ROOT);
        if (key.allowed().choices().contains(choice)) {
            return choice;
        }
        problem(written, value, key.allowed().rule());
        return null;
    }

    Long limit(String key) {
        String value = text(key);
        try {
            return value == null ? null : Long.valueOf(value);
        } catch (NumberFormatException e) {
            problem(key, value, ConfigKey.REQUESTS_PER_MINUTE.allowed().rule());
            return null;
        }
    }

    Integer number(ConfigKey key) {
        String value = text(key.key());
        return value == null ? null : parsed(key, value);
    }

    List<Integer> numbers(ConfigKey key) {
        String list = text(key.key());
        if (list == null) {
            return null;
        }
        List<Integer> numbers = new ArrayList<>();
        for (String value : split(list)) {
            Integer number = parsed(key, value);
            if (number != null) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private Integer parsed(ConfigKey key, String value) {
        try {
            return Integer.valueOf(value);
        } catch (NumberFormatException e) {
            problem(key.key(), value, key.allowed().rule());
            return null;
        }
    }

    Duration seconds(ConfigKey key) {
        String value = text(key.key());
        try {
            return value == null
                    ? null
                    : Duration.ofNanos(new BigDecimal(value).multiply(NANOS).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            problem(key.key(), value, "must be a number of seconds, such as 5 or 0.5");
            return null;
        }
    }

    /** Splits a list at its commas. */
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
