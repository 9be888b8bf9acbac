package app.quotawatch.privacy;

import org.jspecify.annotations.Nullable;

/** Reduces an endpoint that a caller passes to its path: everything in it that could carry a secret is removed here. */
public final class Endpoints {

    private static final int MAX_LENGTH = 2048;
    /* As the URL standard writes a path that starts with two slashes where no authority precedes it. */
    private static final String RAW = "/.";

    private Endpoints() {}

    /**
     * Returns a path that is one already, so that {@link #pathOf} takes no part of it for an authority: two slashes at its
     * start are an empty segment.
     */
    public static String ofRawPath(String path) {
        return path.startsWith("//") ? RAW + path : path;
    }

    /** Returns the path without matrix parameters, which may be sessions and tokens: {@code /a;b=c/d} is {@code /a/d}. */
    public static String withoutParameters(String path) {
        int at = path.indexOf(';');
        if (at < 0) {
            return path;
        }
        StringBuilder text = new StringBuilder(path.length()).append(path, 0, at);
        boolean parameter = true;
        for (int i = at; i < path.length(); i++) {
            char c = path.charAt(i);
            parameter = c == ';' || parameter && c != '/';
            if (!parameter) {
                text.append(c);
            }
        }
        return text.toString();
    }

    /**
     * Returns the path, at most 2048 characters, without query, fragment and matrix parameters; {@code /} for null or an empty
     * endpoint.
     */
    public static String pathOf(@Nullable String endpoint) {
        return endpoint == null ? "/" : withoutParameters(cut(endpoint));
    }

    private static String cut(String endpoint) {
        if (endpoint.isEmpty()) {
            return "/";
        }
        int end = firstOf(endpoint, '?', firstOf(endpoint, '#', endpoint.length()));
        int start = 0;
        if (endpoint.charAt(0) != '/') {
            int scheme = endpoint.indexOf("://");
            start = scheme < 0 || scheme > end ? 0 : firstOf(endpoint, '/', scheme + 3, end);
        } else if (endpoint.startsWith(RAW + "//")) {
            start = RAW.length();
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
