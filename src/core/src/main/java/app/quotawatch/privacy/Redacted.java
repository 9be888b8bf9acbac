package app.quotawatch.privacy;

import org.jspecify.annotations.Nullable;

/** Masks what must not be shown of a configured value. */
public final class Redacted {

    private static final String HIDDEN = "***";

    private Redacted() {}

    /** Hides what a URL, even a malformed one, may carry as a secret: user-info, query and fragment. */
    public static String url(String url) {
        int authority = url.indexOf("//") < 0 ? 0 : url.indexOf("//") + 2;
        int tail = firstOf(url, '?', '#');
        int at = url.lastIndexOf('@');
        if (at >= 0 && tail >= 0 && tail < at) {
            // a password with a question mark, or a query with an at sign: the two cannot be told apart
            return url.substring(0, Math.min(authority, tail)) + HIDDEN;
        }
        String shown = tail < 0 ? url : url.substring(0, tail + 1) + HIDDEN;
        return at < 0 ? shown : shown.substring(0, authority > at ? 0 : authority) + HIDDEN + shown.substring(at);
    }

    private static int firstOf(String text, char one, char other) {
        int first = text.indexOf(one);
        int second = text.indexOf(other);
        return first < 0 ? second : second < 0 ? first : Math.min(first, second);
    }

    /** Returns a mask that reveals only whether there is a secret; {@code none} for null. */
    public static String secret(@Nullable Object secret) {
        return secret == null ? "none" : HIDDEN;
    }
}
