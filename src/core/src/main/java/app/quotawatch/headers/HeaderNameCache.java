package app.quotawatch.headers;

import java.util.Locale;

/*
 * Each response brings some twenty names, as new strings, and to hash one takes longer than all else that is done with it. So a
 * few of its characters choose its place, and comparing it with the name that is there, which is nearly always the same, decides.
 * Threads share the places without a lock: the worst that a race costs is a name taken apart twice.
 */
/** Remembers what names say: an application meets the same few dozens all day. */
final class HeaderNameCache {

    static final int MAX_LENGTH = 256;
    /* "retry-in": Date, Server, ETag and the like need no look-up */
    private static final int MIN_LENGTH = 8;

    /* Bounded, for the names come from outside; a newer one takes the place of an older, so that nobody can keep others out. */
    private static final int PLACES = 1024;
    private static final int MAX_REMEMBERED_LENGTH = 64;
    private static final Known[] KNOWN = new Known[PLACES];

    private HeaderNameCache() {}

    /** Returns what the name says, in any case, or {@link HeaderName#NONE} if it is not a rate-limit header's. */
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
        Known other = KNOWN[place ^ 1];
        return other != null && other.name.equals(name) ? other.meaning : parse(name, place);
    }

    /* Where names of one length differ: behind the set's name, and at the end. */
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

    /** What a name, as it was sent, says. */
    private record Known(String name, HeaderName meaning) {}

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
