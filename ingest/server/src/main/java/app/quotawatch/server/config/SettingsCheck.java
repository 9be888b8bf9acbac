package app.quotawatch.server.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.configuration.DurationConverter;

/** Checks all settings together, before anything starts, so that one message names everything that is wrong. */
final class SettingsCheck {

    private static final String PREFIX = "quotawatch.";
    private static final String SERVER = PREFIX + "server.";
    private static final Set<String> NAMES = Set.of("db.url", "db.username", "db.password", "db.connections",
            "server.hosts", "server.admin-token", "server.secret-key", "server.allow-private-webhooks",
            "server.event-days", "server.event-bytes", "server.header-hours", "server.connections",
            "server.exchange-timeout", "server.idle-timeout", "server.queue", "server.shard");
    private static final int MIN_TOKEN_CHARACTERS = 16;
    private static final int KEY_BYTES = 32;

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
        check.unknown(names);
        check.url();
        check.whole(PREFIX + "db.connections", 2, 1_000);
        check.whole(SERVER + "event-days", 1, 3_650);
        check.whole(SERVER + "event-bytes", 1_000_000, Long.MAX_VALUE);
        check.whole(SERVER + "header-hours", 0, 87_600);
        check.whole(SERVER + "connections", 1, 1_000_000);
        check.whole(SERVER + "queue", 1, 100_000);
        check.whole(SERVER + "shard", 0, Short.MAX_VALUE);
        check.duration(SERVER + "exchange-timeout");
        check.duration(SERVER + "idle-timeout");
        check.trueOrFalse(SERVER + "allow-private-webhooks");
        check.token();
        check.key();
        return check.problems;
    }

    private @Nullable String value(String name) {
        String value = values.apply(name);
        return value == null || value.isBlank() ? null : value.trim();
    }

    private void unknown(Iterable<String> names) {
        Set<String> unknown = new TreeSet<>();
        names.forEach(name -> {
            if (name.startsWith(PREFIX) && !NAMES.contains(withoutIndex(name.substring(PREFIX.length())))) {
                unknown.add(name);
            }
        });
        unknown.forEach(name -> problems.add(name + ": no such property exists"));
    }

    private static String withoutIndex(String name) {
        int index = name.indexOf('[');
        return index < 0 ? name : name.substring(0, index);
    }

    /* Its parameters may contain a password. */
    private void url() {
        String url = value(PREFIX + "db.url");
        if (url == null) {
            return;
        }
        boolean known = url.matches("jdbc:sqlite:[^?].*|jdbc:postgresql://[^/].*/.+|jdbc:postgresql:[^/].*");
        if (!known) {
            problems.add(
                    PREFIX + "db.url: must be jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE, but begins with "
                            + url.substring(0, Math.min(url.length(), Math.max(0, url.indexOf(':', 5) + 1))));
        }
    }

    private void whole(String name, long from, long to) {
        String value = value(name);
        if (value == null) {
            return;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= from && number <= to) {
                return;
            }
        } catch (NumberFormatException notWhole) {
            // reported below
        }
        problems.add(name + ": must be a whole number, " + from + " to " + to + ", but was " + value);
    }

    private void duration(String name) {
        String value = value(name);
        if (value == null) {
            return;
        }
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

    private void trueOrFalse(String name) {
        String value = value(name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            problems.add(name + ": must be true or false, but was " + value);
        }
    }

    private void token() {
        String token = value(SERVER + "admin-token");
        if (token != null && token.length() < MIN_TOKEN_CHARACTERS) {
            problems.add(SERVER + "admin-token: must have at least " + MIN_TOKEN_CHARACTERS + " characters");
        }
    }

    private void key() {
        String key = value(SERVER + "secret-key");
        if (key != null && !isKey(key)) {
            problems.add(SERVER + "secret-key: must be " + KEY_BYTES
                    + " bytes in Base64, as openssl rand -base64 32 prints");
        }
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
