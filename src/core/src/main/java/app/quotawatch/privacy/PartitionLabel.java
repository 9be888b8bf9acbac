package app.quotawatch.privacy;

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

    /** Returns the label that this text is without the blanks around it, or null if it is not one. */
    public static @Nullable String of(@Nullable String text) {
        if (text == null || text.length() > MAX_LENGTH) {
            return null;
        }
        String label = text.strip();
        return isLabel(label) ? label : null;
    }
}
