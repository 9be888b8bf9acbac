package app.quotawatch.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.microprofile.config.Config;

import app.quotawatch.InvalidConfigException;

/** Reads single values and collects what is wrong with them, instead of stopping at the first. */
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

    /** Runs a step that may find problems of its own. */
    <T> Optional<T> collect(Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (InvalidConfigException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    Optional<String> text(String key) {
        return ConfigReader.valueOf(config, key);
    }

    Optional<String> choice(String key, List<String> allowed) {
        return text(key).map(value -> {
            String choice = value.toLowerCase(Locale.ROOT);
            if (allowed.contains(choice)) {
                return choice;
            }
            problem(key, value, "must be " + String.join(" or ", allowed));
            return null;
        });
    }

    OptionalLong wholeNumber(String key) {
        return text(key)
                .flatMap(value -> parsed(key, value, Long::valueOf, "must be a whole number of 1 or more"))
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    Optional<Integer> number(String key, String allowed) {
        return text(key).flatMap(value -> parsed(key, value, Integer::valueOf, allowed));
    }

    List<Integer> numbers(String key, String list, String allowed) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(value -> parsed(key, value, Integer::valueOf, allowed))
                .flatMap(Optional::stream)
                .toList();
    }

    private <T> Optional<T> parsed(String key, String value, Function<String, T> parser, String allowed) {
        try {
            return Optional.of(parser.apply(value));
        } catch (NumberFormatException e) {
            problem(key, value, allowed);
            return Optional.empty();
        }
    }

    Optional<Duration> seconds(String key) {
        return text(key).map(value -> {
            try {
                return Duration.ofNanos(new BigDecimal(value).multiply(NANOS).longValueExact());
            } catch (ArithmeticException | NumberFormatException e) {
                problem(key, value, "must be a number of seconds, such as 5 or 0.5");
                return null;
            }
        });
    }
}
