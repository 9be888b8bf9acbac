package app.quotawatch.config;

import java.util.List;

import app.quotawatch.keys.ConfigKey;

/** How the keys of one API may be written. */
final class ApiKey {

    /* Made once, as each call of values() copies. */
    private static final ConfigKey[] KEYS = ConfigKey.values();

    private ApiKey() {}

    /** Returns a key with the ID as it is: {@code quotawatch.apis.my.api.name}. */
    static String plain(String id, String property) {
        return ConfigKey.API_PREFIX + id + "." + property;
    }

    /** Returns a key with the ID in quotes: {@code quotawatch.apis."my.api".name}. */
    static String quoted(String id, String property) {
        return ConfigKey.API_PREFIX + '"' + id + "\"." + property;
    }

    /** Adds every way to write every key of an API. */
    static void addAll(String id, List<String> keys) {
        for (ConfigKey key : KEYS) {
            if (key.isOfApi()) {
                keys.add(plain(id, key.property()));
                keys.add(quoted(id, key.property()));
            }
        }
    }

    /**
     * Returns the ID within {@code quotawatch.apis.ID.property} as it is written, or null if this is not the key of a known
     * property.
     */
    static String writtenId(String name) {
        if (name.startsWith(ConfigKey.API_PREFIX)) {
            for (ConfigKey key : KEYS) {
                if (key.isOfApi()) {
                    String property = key.property();
                    int end = name.length() - property.length() - 1;
                    if (end > ConfigKey.API_PREFIX.length() && name.charAt(end) == '.' && name.endsWith(property)) {
                        return name.substring(ConfigKey.API_PREFIX.length(), end);
                    }
                }
            }
        }
        return null;
    }

    static boolean isQuoted(String written) {
        return written.length() > 2 && written.charAt(0) == '"' && written.charAt(written.length() - 1) == '"';
    }

    /** Returns the ID that is meant. */
    static String unquoted(String written) {
        return isQuoted(written) ? written.substring(1, written.length() - 1) : written;
    }
}
