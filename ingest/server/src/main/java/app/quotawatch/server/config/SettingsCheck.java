package app.quotawatch.server.config;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import app.quotawatch.server.secret.EncryptionKey;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.common.utils.StringUtil;

/**
 * Checks all settings together, before anything starts, so that one message names everything that is wrong. Names, types and ranges are
 * those of {@link ServerConfig}.
 */
final class SettingsCheck {

    private static final String PREFIX = "quotawatch.";
    private static final int MIN_TOKEN_CHARACTERS = 16;

    private final Function<String, @Nullable String> values;
    private final List<String> problems = new ArrayList<>();

    private SettingsCheck(Function<String, @Nullable String> values) {
        this.values = values;
    }

    /**
     * Returns a line for each problem, without secrets; none if all is well.
     *
     * @param names those that are set, of any program
     * @param values the value of a name, or null
     */
    static List<String> problems(Iterable<String> names, Function<String, @Nullable String> values) {
        SettingsCheck check = new SettingsCheck(values);
        Map<String, Method> settings = new TreeMap<>();
        collect(ServerConfig.class, PREFIX, settings);
        check.unknown(names, settings.keySet());
        settings.forEach(check::type);
        check.url();
        check.token();
        check.key();
        return check.problems;
    }

    private static void collect(Class<?> group, String prefix, Map<String, Method> settings) {
        for (Method method : group.getDeclaredMethods()) {
            String name = prefix + StringUtil.skewer(method.getName());
            if (method.getReturnType().getEnclosingClass() == ServerConfig.class) {
                collect(method.getReturnType(), name + ".", settings);
            } else {
                settings.put(name, method);
            }
        }
    }

    private @Nullable String value(String name) {
        String value = values.apply(name);
        return value == null || value.isBlank() ? null : value.trim();
    }

    private void unknown(Iterable<String> names, Set<String> known) {
        Set<String> unknown = new TreeSet<>();
        names.forEach(name -> {
            if (name.startsWith(PREFIX) && !known.contains(withoutIndex(name))) {
                unknown.add(name);
            }
        });
        unknown.forEach(name -> problems.add(name + ": no such property exists"));
    }

    private static String withoutIndex(String name) {
        int index = name.indexOf('[');
        return index < 0 ? name : name.substring(0, index);
    }

    private void type(String name, Method setting) {
        Class<?> type = setting.getReturnType();
        String value = value(name);
        if (value == null) {
            return;
        }
        if (type == int.class || type == long.class || type == OptionalInt.class) {
            whole(name, value, Objects.requireNonNull(setting.getAnnotation(Range.class), name));
        } else if (type == Duration.class) {
            duration(name, value);
        } else if (type == boolean.class) {
            trueOrFalse(name, value);
        }
    }

    private void whole(String name, String value, Range range) {
        try {
            long number = Long.parseLong(value);
            if (number >= range.from() && number <= range.to()) {
                return;
            }
        } catch (NumberFormatException notWhole) {
            // reported below
        }
        problems.add(
                name + ": must be a whole number, " + range.from() + " to " + range.to() + ", but was " + value);
    }

    private void duration(String name, String value) {
        try {
            Duration duration = DurationConverter.parseDuration(value);
            if (duration != null && duration.toMillis() > 0) {
                return;
            }
        } catch (IllegalArgumentException malformed) {
            // reported below
        }
        problems.add(name + ": must be a duration above zero, such as 30S or 2M, but was " + value);
    }

    private void trueOrFalse(String name, String value) {
        if (!value.equals("true") && !value.equals("false")) {
            problems.add(name + ": must be true or false, but was " + value);
        }
    }

    /* Its parameters may contain a password. */
    private void url() {
        String url = value(ServerConfig.URL);
        if (url == null) {
            return;
        }
        boolean known = url.matches("jdbc:sqlite:[^?].*|jdbc:postgresql://[^/].*/.+|jdbc:postgresql:[^/].*");
        if (!known) {
            problems.add(
                    ServerConfig.URL + ": must be jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE, but begins with "
                            + url.substring(0, Math.min(url.length(), Math.max(0, url.indexOf(':', 5) + 1))));
        }
    }

    private void token() {
        String token = value(ServerConfig.ADMIN_TOKEN);
        if (token != null && token.length() < MIN_TOKEN_CHARACTERS) {
            problems.add(ServerConfig.ADMIN_TOKEN + ": must have at least " + MIN_TOKEN_CHARACTERS + " characters");
        }
    }

    private void key() {
        String key = value(ServerConfig.SECRET_KEY);
        if (key != null && EncryptionKey.decode(key) == null) {
            problems.add(ServerConfig.SECRET_KEY + ": " + EncryptionKey.RULE);
        }
    }
}
