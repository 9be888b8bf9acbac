package app.quotawatch.headers;

/** Reads the keys inside a header's value by the same grammar as the names of headers. */
final class ValueKeyReader {

    private static final int MAX_LENGTH = 40;

    private ValueKeyReader() {}

    /** Returns what a key such as {@code remaining} or {@code resetAt} says. */
    static HeaderName of(String key) {
        String trimmed = key.trim();
        return switch (trimmed) {
            case "q" -> of("limit");
            case "r" -> of("remaining");
            case "t" -> of("reset-seconds");
            case "w" -> of("window-seconds");
            default ->
                trimmed.length() > MAX_LENGTH
                        ? HeaderName.NONE
                        : HeaderNameCache.of("ratelimit-" + hyphenated(trimmed));
        };
    }

    /** Whether a parameter with this key says something of a quota. */
    static boolean isQuota(String key) {
        HeaderName name = of(key);
        return switch (name.role()) {
            case LIMIT, REMAINING, USED, RESET, WINDOW -> !name.personal();
            case LABEL -> key.trim().equals("name");
            default -> key.trim().equals("qu");
        };
    }

    /** Whether a parameter with this key may name somebody. */
    static boolean isIdentity(String key) {
        HeaderName name = of(key);
        return name == HeaderName.NONE || name.personal() || key.trim().equals("pk");
    }

    private static String hyphenated(String key) {
        StringBuilder text = new StringBuilder(key.length() + 4);
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c >= 'A' && c <= 'Z' && i > 0 && key.charAt(i - 1) >= 'a' && key.charAt(i - 1) <= 'z') {
                text.append('-');
            }
            text.append(c == '_' ? '-' : c);
        }
        return text.toString();
    }
}
