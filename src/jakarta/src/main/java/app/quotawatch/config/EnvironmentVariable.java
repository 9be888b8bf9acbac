package app.quotawatch.config;

import java.util.Locale;

/** The names of environment variables. */
final class EnvironmentVariable {

    /** What the variables of all keys begin with. */
    static final String PREFIX = "QUOTAWATCH_";

    /** What the variables of quoted IDs begin with: a dot and a quote, one underscore each. */
    static final String QUOTED_API_PREFIX = "QUOTAWATCH_APIS__";

    private EnvironmentVariable() {}

    /** Returns the variable of a key by the mapping of MicroProfile Config. */
    static String of(String key) {
        StringBuilder variable = new StringBuilder(key.length());
        int c;
        for (int i = 0; i < key.length(); i += Character.charCount(c)) {
            c = key.codePointAt(i);
            boolean kept = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            variable.append(kept ? (char) c : '_');
        }
        return variable.toString().toUpperCase(Locale.ROOT);
    }
}
