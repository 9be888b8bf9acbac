package app.quotawatch.observe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Finds a host name among exact names and {@code *.} patterns, ignoring case.
 */
final class HostIndex {

    /*
     * The hash runs from the last character to the first, so that one pass over a name yields the hash of each of its parent
     * domains: at each dot the characters hashed so far are looked up among the patterns, and at the end the whole name among the
     * exact names. No part of the name is copied or converted to lower case.
     *
     * Most hosts that an application calls besides those of its APIs have a length that none of theirs has, and are not hashed.
     */

    private static final int LONGEST = Long.SIZE - 1;

    private final @Nullable Entry[] table;
    private final boolean hasPatterns;

    /* A bit for each length of an exact name; the last one for all that are longer. */
    private final long lengths;

    HostIndex(Map<Pattern, List<ApiMatcher.Site>> sites) {
        int size = Integer.highestOneBit(sites.size() * 4 + 1) * 2;
        table = new Entry[size];
        List<Pattern> ordered = new ArrayList<>(sites.keySet());
        ordered.sort(new WiderFirst());
        hasPatterns = !ordered.isEmpty() && ordered.get(0).anySubdomain();
        long exact = 0;
        for (Pattern pattern : ordered) {
            add(pattern, sites.getOrDefault(pattern, List.of()));
            exact |= 1L << Math.min(pattern.host().length(), LONGEST);
        }
        lengths = exact;
    }

    private void add(Pattern pattern, List<ApiMatcher.Site> sites) {
        String host = pattern.host();
        Entry wider = findPattern(host, 0, host.length());
        int hash = 0;
        for (int i = host.length() - 1; i >= 0; i--) {
            hash = hash * 31 + lower(host.charAt(i));
        }
        int slot = slot(hash, pattern.anySubdomain());
        while (table[slot] != null) {
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = new Entry(pattern, List.copyOf(sites), wider);
    }

    /** Returns the most specific entry for the host between these positions, or null. */
    @Nullable
    Entry find(String name, int start, int end) {
        if (!hasPatterns && (lengths >>> Math.min(end - start, LONGEST) & 1) == 0) {
            return null;
        }
        Entry pattern = null;
        int hash = 0;
        for (int i = end - 1; i >= start; i--) {
            char c = name.charAt(i);
            if (c == '.' && hasPatterns && i > start) {
                Entry found = get(hash, true, name, i + 1, end);
                pattern = found == null ? pattern : found;
            }
            hash = hash * 31 + lower(c);
        }
        Entry exact = get(hash, false, name, start, end);
        return exact == null ? pattern : exact;
    }

    private @Nullable Entry findPattern(String name, int start, int end) {
        Entry pattern = null;
        int hash = 0;
        for (int i = end - 1; i > start; i--) {
            char c = name.charAt(i);
            if (c == '.') {
                Entry found = get(hash, true, name, i + 1, end);
                pattern = found == null ? pattern : found;
            }
            hash = hash * 31 + lower(c);
        }
        return pattern;
    }

    private @Nullable Entry get(int hash, boolean anySubdomain, String name, int start, int end) {
        int slot = slot(hash, anySubdomain);
        for (Entry entry = table[slot]; entry != null; entry = table[slot]) {
            String host = entry.pattern.host();
            if (entry.pattern.anySubdomain() == anySubdomain && host.length() == end - start
                    && name.regionMatches(true, start, host, 0, host.length())) {
                return entry;
            }
            slot = slot + 1 & table.length - 1;
        }
        return null;
    }

    private int slot(int hash, boolean anySubdomain) {
        int mixed = (anySubdomain ? ~hash : hash) * 0x9E3779B9;
        return mixed >>> 16 & table.length - 1;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    @Override
    public String toString() {
        return "HostIndex" + Arrays.stream(table).filter(Objects::nonNull).map(Entry::pattern).toList();
    }

    /** Wider patterns first, so that an entry is added after those that contain it. */
    private static final class WiderFirst implements Comparator<Pattern> {

        @Override
        public int compare(Pattern one, Pattern other) {
            return one.anySubdomain() == other.anySubdomain()
                    ? Integer.compare(one.host().length(), other.host().length())
                    : one.anySubdomain() ? -1 : 1;
        }
    }

    /** A host in lower case, or any subdomain of it. */
    record Pattern(String host, boolean anySubdomain) {

        /* The generated ones are linked at their first use, which costs a fast-starting application noticeable time. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Pattern that && anySubdomain == that.anySubdomain && host.equals(that.host);
        }

        @Override
        public int hashCode() {
            return host.hashCode();
        }
    }

    /** A host with its sites, and the next wider pattern that matches it, or null. */
    record Entry(Pattern pattern, List<ApiMatcher.Site> sites, @Nullable Entry wider) {}
}
