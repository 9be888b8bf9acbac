package app.quotawatch.headers;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Which headers of a response are kept: those that say something of a quota, by the same grammar that {@link RateLimitReader}
 * reads them with, and nothing that names anybody. Everything else, whatever it holds, never gets into an event.
 */
public final class RateLimitHeaders {

    private static final int MAX_LENGTH = 256;

    private RateLimitHeaders() {}

    /**
     * Returns the rate-limit headers among these: names in lower case, repeated values joined by {@code ", "}. At most 32; a
     * name or value of more than 256 characters is left out, since a value cut short could be read wrong. Left out are also
     * addresses, keys and ids under rate-limit names, and parameters of a policy that say whom it counts.
     *
     * @param headers names in any case; a value is a string or a collection of strings; null counts as empty everywhere
     */
    public static Map<String, String> select(Map<String, ?> headers) {
        if (headers == null) {
            return Map.of();
        }
        KeptHeaderMap selected = null;
        for (Map.Entry<String, ?> header : headers.entrySet()) {
            HeaderName name = header.getKey() == null ? HeaderName.NONE : HeaderNameCache.of(header.getKey());
            if (name == HeaderName.NONE) {
                continue;
            }
            String value = joined(header.getValue());
            String kept = value == null || value.length() > MAX_LENGTH ? null : KeptValueFilter.keep(name, value);
            if (kept == null) {
                continue;
            }
            if (selected == null) {
                selected = new KeptHeaderMap();
            }
            int known = selected.indexOf(name);
            if (known < 0) {
                selected.add(name, kept);
            } else {
                selected.setValue(known, joined(selected.value(known), kept));
            }
            if (selected.size() == KeptHeaderMap.MAX) {
                break;
            }
        }
        return selected == null ? Map.of() : selected;
    }

    private static String joined(Object value) {
        if (!(value instanceof Collection<?> values)) {
            return value == null ? null : value.toString();
        }
        if (values instanceof List<?> list && list.size() == 1) {
            return list.get(0) == null ? null : list.get(0).toString();
        }
        String joined = null;
        for (Object one : values) {
            if (one != null) {
                joined = joined == null ? one.toString() : joined + ", " + one;
                if (joined.length() > MAX_LENGTH) {
                    return null;
                }
            }
        }
        return joined;
    }

    /* The same name in another case; what would grow too long stays as it was. */
    private static String joined(String one, String other) {
        return one.length() + other.length() + 2 > MAX_LENGTH ? one : one + ", " + other;
    }
}
