package app.quotawatch.server.rest;

import java.util.Optional;
import java.util.regex.Pattern;

/** The number of a project or webhook, as a path contains it. */
public final class PathNumber {

    /* No more digits than every number has that fits. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private PathNumber() {}

    /** Reads a number; an empty value means that it is none. */
    public static Optional<Integer> parse(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
