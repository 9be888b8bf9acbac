package app.quotawatch.headers;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The headers that are kept, in the order of the response: what their names mean, which all calls share, and their
 * values. Immutable once it is handed out. Stage: keeping.
 */
final class KeptHeaderMap extends AbstractMap<String, String> {

    /*
     * One of these waits in the buffer for every call that had rate-limit headers, and one is made on the
     * application's thread for each of them. For at most 32 entries two arrays are smaller and quicker than a
     * map of nodes, and the reader that comes next finds the parsed names in it instead of looking them up
     * again. To others it is an ordinary Map, as events are API.
     *
     * The order is kept because it is what makes a ResponseLayout fit: a server sends the same names in the
     * same order.
     */

    static final int MAX = 32;

    /*
     * Two windows with limit, remaining and reset. Beyond that, one step to the maximum: growing twice would
     * cost more.
     */
    private static final int USUAL = 6;

    private @Nullable HeaderName[] names = new HeaderName[USUAL];
    private @Nullable String[] values = new String[USUAL];
    private int size;

    /** Returns the first ones of these headers. */
    static KeptHeaderMap of(Map<String, String> headers) {
        if (headers instanceof KeptHeaderMap few) {
            return few;
        }
        KeptHeaderMap few = new KeptHeaderMap();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (few.size == MAX) {
                break;
            }
            few.add(header.getKey() == null ? HeaderName.NONE : HeaderNameCache.of(header.getKey()), header.getValue());
        }
        return few;
    }

    /** Adds a header; the same name may be there already. */
    void add(HeaderName name, String value) {
        if (size == names.length) {
            names = Arrays.copyOf(names, MAX);
            values = Arrays.copyOf(values, MAX);
        }
        names[size] = name;
        values[size] = value;
        size++;
    }

    /** Returns where the name is, or -1. */
    int indexOf(HeaderName name) {
        for (int i = 0; i < size; i++) {
            if (names[i] == name || isSame(names[i].text(), name.text())) {
                return i;
            }
        }
        return -1;
    }

    /*
     * Names begin alike, so comparing characters runs far; hashes of shared names are computed once and differ at
     * once.
     */
    private static boolean isSame(String one, String other) {
        return one.hashCode() == other.hashCode() && one.equals(other);
    }

    HeaderName name(int index) {
        return names[index];
    }

    String value(int index) {
        return values[index];
    }

    void setValue(int index, String value) {
        values[index] = value;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        for (int i = 0; i < size; i++) {
            if (names[i].text().equals(key)) {
                return values[i];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<String, String>> {

        @Override
        public int size() {
            return size;
        }

        @Override
        public Iterator<Map.Entry<String, String>> iterator() {
            return new Iterator<>() {

                private int next;

                @Override
                public boolean hasNext() {
                    return next < size;
                }

                @Override
                public Map.Entry<String, String> next() {
                    if (next >= size) {
                        throw new NoSuchElementException();
                    }
                    int at = next++;
                    return Map.entry(names[at].text(), values[at]);
                }
            };
        }
    }
}
