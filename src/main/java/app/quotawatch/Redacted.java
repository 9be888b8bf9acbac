package app.quotawatch;

/** What may be shown of a value that a user wrote into the configuration. */
final class Redacted {

    private static final String HIDDEN = "***";

    private Redacted() {}

    /** Hides what a URL, even a malformed one, may carry as a secret: user-info, query and fragment. */
    static String url(String url) {
        String shown = url;
        int tail = shown.indexOf('?') < 0 ? shown.indexOf('#') : shown.indexOf('?');
        if (tail >= 0) {
            shown = shown.substring(0, tail + 1) + HIDDEN;
        }
        int at = shown.lastIndexOf('@');
        if (at >= 0) {
            int authority = shown.indexOf("//");
            shown = shown.substring(0, authority < 0 || authority > at ? 0 : authority + 2) + HIDDEN
                    + shown.substring(at);
        }
        return shown;
    }

    static String secret(Object secret) {
        return secret == null ? "none" : HIDDEN;
    }
}
