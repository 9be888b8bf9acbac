package app.quotawatch.config;

import java.util.Set;
import java.util.TreeSet;

import app.quotawatch.keys.ConfigKey;

/** Which keys of the fleet are its store's own. */
final class FleetKeys {

    private FleetKeys() {}

    /** Returns the keys of stores: those that we know, since a source may not be enumerable, and all others that a source lists. */
    static Set<String> ofStore(Iterable<String> names) {
        Set<String> keys = new TreeSet<>();
        Set<String> general = new TreeSet<>();
        for (ConfigKey key : ConfigKey.values()) {
            if (key.key().startsWith(ConfigKey.FLEET_PREFIX)) {
                (isOfStore(key.key()) ? keys : general).add(key.key());
            }
        }
        for (String name : names) {
            if (name.startsWith(ConfigKey.FLEET_PREFIX) && !general.contains(name)) {
                keys.add(name);
            }
        }
        return keys;
    }

    private static boolean isOfStore(String key) {
        return key.indexOf('.', ConfigKey.FLEET_PREFIX.length()) >= 0;
    }

    /** Returns whether a key, or a variable, may be one of a store that is not ours, whose keys we do not know. */
    static boolean isOfOtherStore(String name, String store) {
        String prefix = ConfigKey.FLEET_PREFIX + store + ".";
        for (ConfigKey key : ConfigKey.values()) {
            if (key.key().startsWith(prefix)) {
                return false;
            }
        }
        return !store.isEmpty()
                && (name.startsWith(prefix) || name.startsWith(EnvironmentVariable.of(prefix)));
    }
}
