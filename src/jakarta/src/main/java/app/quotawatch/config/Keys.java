package app.quotawatch.config;

import java.util.List;
import java.util.Locale;

/** The configuration keys. */
final class Keys {

    static final String PREFIX = "quotawatch.";
    static final String APIS = PREFIX + "apis";
    static final String API_PREFIX = APIS + ".";

    static final String ENABLED = PREFIX + "enabled";
    static final String API_KEY = PREFIX + "api-key";
    static final String ENVIRONMENT = PREFIX + "environment";
    static final String INGEST_URL = PREFIX + "ingest-url";
    static final String BUFFER_SIZE = PREFIX + "buffer-size";
    static final String FLUSH_INTERVAL = PREFIX + "flush-interval-seconds";
    static final String DELIVERY_TIMEOUT = PREFIX + "delivery-timeout-seconds";
    static final String THRESHOLDS = PREFIX + "thresholds";
    static final String ENDPOINT = PREFIX + "endpoint";
    static final String EXECUTOR = PREFIX + "executor";
    static final String FAILURES = PREFIX + "failures";

    static final List<String> GLOBAL = List.of(ENABLED, API_KEY, ENVIRONMENT, INGEST_URL, BUFFER_SIZE, FLUSH_INTERVAL,
            DELIVERY_TIMEOUT, THRESHOLDS, ENDPOINT, EXECUTOR, FAILURES, APIS);

    static final String NAME = "name";
    static final String BASE_URL = "base-url";
    static final String REQUESTS_PER_MINUTE = "limits.requests-per-minute";
    static final String REQUESTS_PER_DAY = "limits.requests-per-day";
    static final String TOKENS_PER_DAY = "limits.tokens-per-day";

    static final List<String> OF_AN_API = List.of(NAME, BASE_URL, REQUESTS_PER_MINUTE, REQUESTS_PER_DAY,
            TOKENS_PER_DAY);

    private Keys() {}

    /** Returns the ID within {@code quotawatch.apis.ID.property}, or null if this is not the key of a known property. */
    static String apiIdOf(String key) {
        if (key.startsWith(API_PREFIX)) {
            for (String property : OF_AN_API) {
                int end = key.length() - property.length() - 1;
                if (end > API_PREFIX.length() && key.charAt(end) == '.' && key.endsWith(property)) {
                    return key.substring(API_PREFIX.length(), end);
                }
            }
        }
        return null;
    }

    static String ofApi(String id, String property) {
        return API_PREFIX + id + "." + property;
    }

    /** Returns the environment variable that stands for a key, as MicroProfile Config maps it. */
    static String asEnvironmentVariable(String key) {
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
