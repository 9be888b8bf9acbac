package app.quotawatch.headers;

import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what names say: an application meets the same few dozens all day. */
final class HeaderNames {

    static final int MAX_LENGTH = 256;
    /* "retry-in": Date, Server, ETag and the like need no look-up */
    private static final int MIN_LENGTH = 8;

    /* Bounded, for the names come from outside; emptied when full, so that whoever fills it can't keep others out for good. */
    private static final int CAPACITY = 512;
    private static final int MAX_CACHED_LENGTH = 64;
    private static final ConcurrentHashMap<String, HeaderName> KNOWN = new ConcurrentHashMap<>();

    private HeaderNames() {}

    /** Returns what the name says, in any case, or {@link HeaderName#NONE} if it is not a rate-limit header's. */
    static HeaderName of(String name) {
        int length = name.length();
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            return HeaderName.NONE;
        }
        HeaderName known = KNOWN.get(name);
        return known == null ? parse(name) : known;
    }

    private static HeaderName parse(String name) {
        HeaderName parsed = mayBeRateLimit(name) ? NameGrammar.parse(name.toLowerCase(Locale.ROOT)) : HeaderName.NONE;
        if (name.length() <= MAX_CACHED_LENGTH) {
            if (KNOWN.size() >= CAPACITY) {
                KNOWN.clear();
            }
            KNOWN.put(name, parsed);
        }
        return parsed;
    }

    /* Every name that the grammar takes has one of these words in it; the others need not be taken apart. */
    private static boolean mayBeRateLimit(String name) {
        int length = name.length();
        for (int i = 0; i < length - 3; i++) {
            boolean found = switch (name.charAt(i) | 0x20) {
                case 'l' -> at(name, i, "limit") || at(name, i, "left") || at(name, i, "level");
                case 'r' -> at(name, i, "retry") || at(name, i, "remain") || at(name, i, "reset");
                case 'q' -> at(name, i, "quota");
                case 'u' -> at(name, i, "used") || at(name, i, "usage");
                case 'a' -> at(name, i, "avail");
                case 'c' -> at(name, i, "count") || at(name, i, "consumed");
                default -> false;
            };
            if (found) {
                return true;
            }
        }
        return false;
    }

    private static boolean at(String name, int index, String word) {
        return name.regionMatches(true, index, word, 0, word.length());
    }
}
