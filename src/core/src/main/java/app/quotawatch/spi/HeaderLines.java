package app.quotawatch.spi;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The header lines of one message as a client holds them, in their order: a client that has no map of its headers need not build
 * one for {@link ClientObserver.Observation}.
 */
public interface HeaderLines {

    /** Returns the number of lines; a header may have several. */
    int count();

    /** Returns the name of a line, from 0. */
    @Nullable
    String name(int line);

    /** Returns the value of a line, from 0. */
    @Nullable
    String value(int line);

    /**
     * Returns these lines as a map that cannot be changed, a view: a header of several lines has as many entries, and looking
     * up a name ignores its case and finds the first. An entry is valid until the iterator moves on.
     */
    static Map<String, @Nullable String> asMap(HeaderLines lines) {
        return new HeaderLinesMap(lines);
    }
}
