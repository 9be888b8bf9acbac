package app.quotawatch.privacy;

import org.jspecify.annotations.Nullable;

/** Reduces an endpoint that a caller passes to its path: everything in it that could carry a secret is removed here. */
public final class Endpoints {

    private static final int MAX_LENGTH = 2048;

    private Endpoints() {}

    /** Returns the path, at most 2048 characters, without query and fragment; {@code /} for null or an empty endpoint. */
    public static String pathOf(@Nullable String endpoint) {
        if (endpoint == null || endpoint.isEmpty()) {
            return "/";
        }
        int end = firstOf(endpoint, '?', firstOf(endpoint, '#', endpoint.length()));
        int start = 0;
        if (endpoint.charAt(0) != '/') {
            int scheme = endpoint.indexOf("://");
            start = scheme < 0 || scheme > end ? 0 : firstOf(endpoint, '/', scheme + 3, end);
        } else if (endpoint.startsWith("//")) {
            start = firstOf(endpoint, '/', 2, end);
        }
        end = Math.min(end, start + MAX_LENGTH);
        if (start == 0 && end == endpoint.length() && endpoint.charAt(0) == '/') {
            return endpoint;
        }
        String path = endpoint.substring(start, end);
        return path.startsWith("/") ? path : "/" + path.substring(0, Math.min(path.length(), MAX_LENGTH - 1));
    }

    private static int firstOf(String text, char c, int end) {
        return firstOf(text, c, 0, end);
    }

    private static int firstOf(String text, char c, int from, int end) {
        int at = text.indexOf(c, from);
        return at < 0 || at > end ? end : at;
    }
}
