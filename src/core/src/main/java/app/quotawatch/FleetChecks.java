package app.quotawatch;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.quotawatch.keys.ConfigKey;
import app.quotawatch.privacy.PrintableText;
import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStoreProvider;

/** What makes the configuration of a fleet invalid. */
final class FleetChecks {

    private static final int LONGEST_NAME = 64;
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

    private FleetChecks() {}

    static void checkName(@Nullable String name, List<ConfigProblem> problems) {
        String key = ConfigKey.FLEET_NAME.key();
        if (name == null || name.isBlank()) {
            problems.add(ConfigProblem.of(ConfigProblem.Kind.MISSING, key, key + " is missing: it "
                    + ConfigKey.FLEET_NAME.allowed().rule()));
        } else if (!isName(name)) {
            problems.add(ConfigProblem.invalidText(key, PrintableText.of(name),
                    ConfigKey.FLEET_NAME.allowed().rule()));
        }
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean allowed = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.'
                    || c == '_'
                    || c == '-';
            if (!allowed) {
                return false;
            }
        }
        return name.length() <= LONGEST_NAME;
    }

    static void checkInterval(Duration interval, List<ConfigProblem> problems) {
        ConfigKey key = ConfigKey.FLEET_SYNC_INTERVAL;
        if (interval.compareTo(SHORTEST_INTERVAL) < 0
                || interval.compareTo(Duration.ofSeconds(key.allowed().max())) > 0) {
            problems.add(ConfigProblem.invalid(key.key(), ConfigChecks.inSeconds(interval), key.allowed().rule()));
        }
    }

    /** Adds what the store finds wrong; a provider that fails is a problem too. */
    static void checkStore(FleetStoreProvider provider, FleetSettings settings, List<ConfigProblem> problems) {
        try {
            provider.check(settings, new Found(problems));
        } catch (RuntimeException | LinkageError e) {
            problems.add(ConfigProblem.of(ConfigProblem.Kind.INVALID, ConfigKey.FLEET_STORE.key(),
                    ConfigKey.FLEET_STORE.key() + " = '" + provider.name() + "': the store cannot be used: "
                            + PrintableText.of(e.toString())));
        }
    }

    private record Found(List<ConfigProblem> problems) implements FleetStoreProvider.Problems {

        @Override
        public void add(String property, String value, String allowed) {
            problems.add(ConfigProblem.invalidText(property, value, allowed));
        }
    }
}
