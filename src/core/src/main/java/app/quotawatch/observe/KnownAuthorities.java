package app.quotawatch.observe;

import org.jspecify.annotations.Nullable;

/** Remembers which sites the authorities of recent calls led to. Thread-safe. */
final class KnownAuthorities {

    /*
     * An application calls few hosts, again and again, and hashing a host costs more than comparing it with one that is known. Of
     * all hosts, only those of configured APIs are remembered: others, however many there are and however they vary, never take
     * the place of one. Behind a wildcard, hosts may vary at random too; then each takes the place of another one, and costs what
     * finding it costs.
     *
     * A table without a lock: its entries are immutable, and the worst that a race costs is a host looked up twice.
     */

    /** The port of an authority that contains it, if it is not the default. */
    static final int PORT_INSIDE = -2;

    private static final int PLACES = 64;

    /* A name of the domain name system has at most 253 characters. */
    private static final int LONGEST = 260;

    private final @Nullable Known[] places = new Known[PLACES];

    /** Returns the sites, most specific first, or null if the authority is not known. */
    ApiMatcher.Site @Nullable [] find(String scheme, String authority, int port) {
        Known known = places[place(authority)];
        return known != null && known.port == port && known.authority.equals(authority) && known.scheme.equals(scheme)
                ? known.sites
                : null;
    }

    /** Remembers the sites of an authority, unless it contains credentials. */
    void remember(String scheme, String authority, int port, ApiMatcher.Site[] sites) {
        if (authority.length() <= LONGEST && authority.indexOf('@') < 0) {
            places[place(authority)] = new Known(scheme, authority, port, sites);
        }
    }

    private static int place(String authority) {
        int length = authority.length();
        if (length == 0) {
            return 0;
        }
        int mixed = authority.charAt(0) * 31 + authority.charAt(length >> 1);
        mixed = mixed * 31 + authority.charAt(length >> 2);
        mixed = (mixed * 31 + authority.charAt(length - 1)) * 31 + length;
        return (mixed ^ mixed >>> 6 ^ mixed >>> 12) & PLACES - 1;
    }

    private record Known(String scheme, String authority, int port, ApiMatcher.Site[] sites) {}
}
