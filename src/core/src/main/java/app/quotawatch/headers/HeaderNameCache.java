package app.quotawatch.headers;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Remembers what names mean: an application meets the same few dozen names all day. Stage: names. */
final class HeaderNameCache {

    /*
     * Every response brings about twenty names, as new strings, and hashing one takes longer than everything
     * else that is done with it. So a few of its characters choose a place, and comparing the name with the
     * one found there, which is nearly always the same, decides. A HashMap or ConcurrentHashMap would hash
     * every name of every response of the application.
     *
     * Threads share the places without a lock. An entry is one immutable record, published in one write, so
     * the worst that a race costs is a name that is parsed twice. The table is static because names mean the
     * same for every API; it is bounded, and holds no class of the application and nothing of a value, so it
     * keeps nothing alive after an undeployment.
     */

    static final int MAX_LENGTH = 256;
    /* The length of "retry-in", the shortest name that is read. Date, Server and ETag need no look-up. */
    static final int MIN_LENGTH = 8;

    /*
     * Bounded, since names come from outside. A newer name replaces an older one: if the first ones stayed, a server
     * that makes up names could fill the table and make every other API slow for good.
     */
    private static final int PLACES = 1024;
    /*
     * Long names are rare and real ones are shorter; the table never holds more than 65,536 hostile
     * characters.
     */
    private static final int MAX_REMEMBERED_LENGTH = 64;
    private static final @Nullable Known[] KNOWN = new Known[PLACES];

    private HeaderNameCache() {}

    /** Returns what the name means, in any case, or {@link HeaderName#NONE} if it is not a rate-limit header's. */
    static HeaderName of(String name) {
        int length = name.length();
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            return HeaderName.NONE;
        }
        int place = place(name, length);
        Known known = KNOWN[place];
        if (known != null && known.name.equals(name)) {
            return known.meaning;
        }
        // Two names that fall on one place would replace each other with every response; the neighbour takes
        // one.
        Known other = KNOWN[place ^ 1];
        return other != null && other.name.equals(name) ? other.meaning : parse(name, place);
    }

    /** Returns an equal string that others hold already, if there is one: APIs have most of their names in common. */
    static String shared(String name) {
        int length = name.length();
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            return name;
        }
        int place = place(name, length);
        for (int i = 0; i < 2; i++) {
            Known known = KNOWN[place ^ i];
            if (known != null && known.name.equals(name)) {
                return known.name;
            }
        }
        return name;
    }

    /*
     * Names of one length differ behind their family, and at the end. Characters at fixed fractions of the length
     * find these spots without a loop; the beginning ("x-ratelimit-") is the same in most names.
     */
    private static int place(String name, int length) {
        int middle = length >> 1;
        int hash = length;
        hash = hash * 31 + name.charAt(0);
        hash = hash * 31 + name.charAt(middle >> 1);
        hash = hash * 31 + name.charAt(middle);
        hash = hash * 31 + name.charAt(middle + 1);
        hash = hash * 31 + name.charAt(middle + (middle >> 1));
        hash = hash * 31 + name.charAt(length - 1);
        return (hash ^ hash >>> 10 ^ hash >>> 20) & PLACES - 1;
    }

    private static HeaderName parse(String name, int place) {
        HeaderName parsed = mayBeRateLimit(name)
                ? HeaderNameGrammar.parse(name.toLowerCase(Locale.ROOT))
                : HeaderName.NONE;
        if (name.length() <= MAX_REMEMBERED_LENGTH) {
            boolean beside = KNOWN[place] != null && KNOWN[place ^ 1] == null;
            KNOWN[beside ? place ^ 1 : place] = new Known(name, parsed);
        }
        return parsed;
    }

    /** What a name, spelled as it was sent, means. */
    private record Known(String name, HeaderName meaning) {}

    /*
     * Every name that the grammar accepts contains one of these words; the others need not be parsed. A role word
     * that is new in the vocabulary must appear here too, or its headers are dropped before the grammar sees them.
     */
    private static boolean mayBeRateLimit(String name) {
        int length = name.length();
        for (int i = 0; i < length - 3; i++) {
            boolean found = switch (name.charAt(i) | 0x20) {
                case 'l' -> at(name, i, "limit") || at(name, i, "left") || at(name, i, "level");
                case 'r' -> at(name, i, "retry") || at(name, i, "remain") || at(name, i, "reset");
                case 'q' -> at(name, i, "quota");
                case 'u' -> at(name, i, "used") || at(name, i, "usage");
                case 'a' -> at(name, i, "avail");
                case 'c' -> at(name, i, "count") || at(name, i, "consumed") || at(name, i, "concurren");
                case 't' -> at(name, i, "throttle");
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
