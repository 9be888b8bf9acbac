package app.quotawatch.fake;

import org.jspecify.annotations.Nullable;

/** The little JSON that providers need: the top-level members of a request, and strings of a response. */
final class Json {

    private Json() {}

    /** Returns a top-level member that is a string or a number, as text; null if there is none. */
    static @Nullable String member(String json, String name) {
        int depth = 0;
        int i = 0;
        while (i < json.length()) {
            char c = json.charAt(i);
            if (c == '"') {
                int end = endOfString(json, i);
                if (depth == 1 && json.substring(i + 1, end).equals(name)) {
                    int colon = skipBlanks(json, end + 1);
                    if (colon < json.length() && json.charAt(colon) == ':') {
                        return value(json, skipBlanks(json, colon + 1));
                    }
                }
                i = end;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            i++;
        }
        return null;
    }

    /** Returns a top-level member that is a whole number, or 0. */
    static long number(String json, String name) {
        String value = member(json, name);
        try {
            return value == null ? 0 : Math.max(0, Long.parseLong(value));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static @Nullable String value(String json, int start) {
        if (start < json.length() && json.charAt(start) == '"') {
            return json.substring(start + 1, endOfString(json, start));
        }
        int end = start;
        while (end < json.length() && (Character.isLetterOrDigit(json.charAt(end)) || json.charAt(end) == '-')) {
            end++;
        }
        return end == start ? null : json.substring(start, end);
    }

    /* The index of the closing quote, or the end of the text. */
    private static int endOfString(String json, int start) {
        int i = start + 1;
        while (i < json.length() && json.charAt(i) != '"') {
            i += json.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, json.length());
    }

    private static int skipBlanks(String json, int start) {
        int i = start;
        while (i < json.length() && Character.isWhitespace(json.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Returns text as a JSON string, with its quotes. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
