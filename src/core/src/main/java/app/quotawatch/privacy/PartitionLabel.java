package app.quotawatch.privacy;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/** The names of partitions: what windows, events, meters and pages show of them. */
public final class PartitionLabel {

    /** The most characters of a label. */
    public static final int MAX_LENGTH = 256;

    private PartitionLabel() {}

    /** Returns whether the text can be shown as it is: 1 to 256 visible ASCII characters, and blanks between them. */
    public static boolean isLabel(String text) {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the label that a header's value is, or null if it is not one.
     *
     * @param value a string, or a collection of strings of which the first counts
     */
    public static @Nullable String of(@Nullable Object value) {
        Object first = value instanceof Collection<?> all ? all.isEmpty() ? null : all.iterator().next() : value;
        if (first == null) {
            return null;
        }
        String text = first.toString();
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        String label = text.strip();
        return isLabel(label) ? label : null;
    }
}
