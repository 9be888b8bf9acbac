package app.quotawatch.headers;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Which headers of a response are kept. Everything else, whatever it holds, never gets into an event. */
public final class RateLimitHeaders {

    private static final int MAX_HEADERS = 32;
    private static final int MAX_LENGTH = 256;
    private static final String[] PREFIXES = {"x-ratelimit-", "ratelimit-", "x-rate-limit-", "anthropic-ratelimit-"};
    private static final String[] NAMES = {"ratelimit", "retry-after"};

    private RateLimitHeaders() {}

    /**
     * Returns the rate-limit headers among these: names in lower case, repeated values joined by {@code ", "}. At most 32; a
     * name or value of more than 256 characters is left out, since a value cut short could be read wrong.
     *
     * @param headers names in any case; a value is a string or a collection of strings; null counts as empty everywhere
     */
    public static Map<String, String> select(Map<String, ?> headers) {
        if (headers == null) {
            return Map.of();
        }
        Map<String, String> selected = null;
        for (Map.Entry<String, ?> header : headers.entrySet()) {
            String name = header.getKey();
            if (!isRateLimit(name)) {
                continue;
            }
            String value = joined(header.getValue());
            if (value == null || value.length() > MAX_LENGTH) {
                continue;
            }
            if (selected == null) {
                selected = new LinkedHashMap<>();
            }
            selected.merge(name.toLowerCase(Locale.ROOT), value, (one, other) -> one + ", " + other);
            if (selected.size() == MAX_HEADERS) {
                break;
            }
        }
        return selected == null ? Map.of() : Collections.unmodifiableMap(selected);
    }

    private static boolean isRateLimit(String name) {
        if (name == null || name.length() > MAX_LENGTH) {
            return false;
        }
        for (String prefix : PREFIXES) {
            if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return true;
            }
        }
        for (String exact : NAMES) {
            if (name.equalsIgnoreCase(exact)) {
                return true;
            }
        }
        return false;
    }

    private static String joined(Object value) {
        if (value instanceof Collection<?> values) {
            return values.size() == 1
                    ? Objects.toString(values.iterator().next(), null)
                    : values.stream().filter(Objects::nonNull).map(Object::toString).collect(Collectors.joining(", "));
        }
        return value == null ? null : value.toString();
    }
}
