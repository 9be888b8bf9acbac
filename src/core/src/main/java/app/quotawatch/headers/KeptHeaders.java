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
 * The headers of one response that are kept, in the order of the response: names in lower case, and values that are
 * safe to send and show. Also carries the response's Date header, which is never an entry. Immutable. Stage: keeping.
 */
public final class KeptHeaders extends AbstractMap<String, String> {

    /*
     * One of these waits in the buffer for every call that had rate-limit headers, and one is made on the
     * application's thread for each of them. For at most 32 entries two arrays are smaller and quicker than a
     * map of nodes, and the reader that comes next finds the parsed names in it instead of looking them up
     * again. Where the response has names that are known already, the array of names and their layout are shared,
     * and only the values are of this response, with the numbers that were found while deciding about them: reading them again
     * would need each character again. To others it is an ordinary Map, as events are API.
     *
     * The order is kept because it is what makes a ResponseLayout fit: a server sends the same names in the
     * same order.
     */

    static final int MAX = 32;

    static final KeptHeaders NONE = new KeptHeaders(new HeaderName[0], new String[0], null, null, null);

    private final HeaderName[] names;
    private final @Nullable String[] values;
    private final long @Nullable [] numbers;
    private final @Nullable ResponseLayout layout;
    private final @Nullable String date;

    /**
     * The arrays are not copied.
     *
     * @param numbers those of the values that are digits alone, see {@link NumberParser#digits}; null if they are not known
     */
    KeptHeaders(HeaderName[] names, @Nullable String[] values, long @Nullable [] numbers,
            @Nullable ResponseLayout layout, @Nullable String date) {
        this.names = names;
        this.values = values;
        this.numbers = numbers;
        this.layout = layout;
        this.date = date;
    }

    /** Returns the first ones of these headers, which may be anybody's: nothing is checked. */
    static KeptHeaders of(Map<String, String> headers) {
        if (headers instanceof KeptHeaders kept) {
            return kept;
        }
        Builder first = new Builder();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (first.size == MAX) {
                break;
            }
            first.add(header.getKey() == null ? HeaderName.NONE : HeaderNameCache.of(header.getKey()),
                    header.getValue());
        }
        return first.build(null);
    }

    /**
     * Returns the text of the response's Date header as it was sent; null if there was none, and where no rate-limit
     * header is kept that would need it.
     */
    public @Nullable String date() {
        return date;
    }

    HeaderName[] names() {
        return names;
    }

    String value(int index) {
        return values[index];
    }

    /** Returns the number if the value is known to be digits alone; otherwise {@link NumberParser#NOT_DIGITS}. */
    long number(int index) {
        return numbers == null ? NumberParser.NOT_DIGITS : numbers[index];
    }

    /** Returns what the names mean together, or null if that is not known yet. */
    @Nullable
    ResponseLayout layout() {
        return layout;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        for (int i = 0; i < values.length; i++) {
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
            return values.length;
        }

        @Override
        public Iterator<Map.Entry<String, String>> iterator() {
            return new Iterator<>() {

                private int next;

                @Override
                public boolean hasNext() {
                    return next < values.length;
                }

                @Override
                public Map.Entry<String, String> next() {
                    if (next >= values.length) {
                        throw new NoSuchElementException();
                    }
                    int at = next++;
                    return Map.entry(names[at].text(), values[at]);
                }
            };
        }
    }

    /** Collects headers one by one. */
    static final class Builder {

        /*
         * Two windows with limit, remaining and reset. Beyond that, one step to the maximum: growing twice would
         * cost more.
         */
        private static final int USUAL = 6;

        private HeaderName[] names = new HeaderName[USUAL];
        private @Nullable String[] values = new String[USUAL];
        private int size;

        int size() {
            return size;
        }

        /** Adds a header; its value follows the one that it has already, if the name is there. */
        void merge(HeaderName name, String value) {
            int known = indexOf(name);
            if (known < 0) {
                add(name, value);
            } else {
                values[known] = HeaderValue.joined(values[known], value);
            }
        }

        private void add(HeaderName name, @Nullable String value) {
            if (size == names.length) {
                names = Arrays.copyOf(names, MAX);
                values = Arrays.copyOf(values, MAX);
            }
            names[size] = name;
            values[size] = value;
            size++;
        }

        private int indexOf(HeaderName name) {
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

        /** Returns the headers; the builder is not used again. */
        KeptHeaders build(@Nullable String date) {
            return size == names.length
                    ? new KeptHeaders(names, values, null, null, date)
                    : new KeptHeaders(Arrays.copyOf(names, size), Arrays.copyOf(values, size), null, null, date);
        }
    }
}
