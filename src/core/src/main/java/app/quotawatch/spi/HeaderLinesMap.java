package app.quotawatch.spi;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Header lines, read as a map. */
final class HeaderLinesMap extends AbstractMap<String, @Nullable String> {

    /*
     * It lives while one response is looked at, on the thread that has received it. So it costs two objects and not one per
     * header: the iterator is each of the entries in turn.
     */

    private final HeaderLines lines;

    HeaderLinesMap(HeaderLines lines) {
        this.lines = lines;
    }

    @Override
    public int size() {
        return lines.count();
    }

    @Override
    public @Nullable String get(@Nullable Object sought) {
        for (int i = 0; i < lines.count(); i++) {
            String name = lines.name(i);
            if (name != null && sought instanceof String text && name.equalsIgnoreCase(text)) {
                return lines.value(i);
            }
        }
        return null;
    }

    @Override
    public Set<Entry<String, @Nullable String>> entrySet() {
        return new Entries(lines);
    }

    private static final class Entries extends AbstractSet<Entry<String, @Nullable String>> {

        private final HeaderLines lines;

        Entries(HeaderLines lines) {
            this.lines = lines;
        }

        @Override
        public int size() {
            return lines.count();
        }

        @Override
        public Iterator<Map.Entry<String, @Nullable String>> iterator() {
            return new Each(lines);
        }
    }

    private static final class Each
            implements
                Iterator<Entry<String, @Nullable String>>,
                Entry<String, @Nullable String> {

        private final HeaderLines lines;
        private final int last;
        private int current = -1;

        Each(HeaderLines lines) {
            this.lines = lines;
            last = lines.count() - 1;
        }

        @Override
        public boolean hasNext() {
            return current < last;
        }

        @Override
        public Entry<String, @Nullable String> next() {
            if (current >= last) {
                throw new NoSuchElementException();
            }
            current++;
            return this;
        }

        @Override
        @SuppressWarnings("NullAway") // maps of clients have such a key, too
        public String getKey() {
            return lines.name(current);
        }

        @Override
        public @Nullable String getValue() {
            return lines.value(current);
        }

        @Override
        public @Nullable String setValue(@Nullable String value) {
            throw new UnsupportedOperationException();
        }
    }
}
