package app.quotawatch.headers;

/** Reads the keys inside a header's value by the same grammar as the names of headers. Stage: values. */
final class ValueKeyReader {

    /*
     * Keys are names without their family: "total=100; remaining=99; resets=41" (Zendesk),
     * {"period":300,"limit":1000} (Trakt), "q=100; w=60" (IETF). A second vocabulary for them would drift from
     * the first, so the marker is put in front and the name grammar reads them; the cache of names then
     * remembers keys, too. The keys of one letter are the IETF's and mean nothing elsewhere.
     */

    /* Longer keys are sentences, and would only fill the cache of names. */
    private static final int MAX_LENGTH = 40;

    private ValueKeyReader() {}

    /** Returns what a key such as {@code remaining} or {@code resetAt} means. */
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

    /** Whether what this key states names the quota: {@code name}, {@code group}. */
    static boolean isLabel(String key) {
        HeaderName name = of(key);
        return name.role() == Role.LABEL && GeneralResponseReader.rank(name) >= 0;
    }

    /** Whether a parameter with this key is part of a quota. */
    static boolean isQuota(String key) {
        HeaderName name = of(key);
        return switch (name.role()) {
            case LIMIT, REMAINING, USED, RESET, WINDOW -> !name.personal();
            case LABEL -> key.trim().equals("name");
            default -> key.trim().equals("qu");
        };
    }

    /** Whether a parameter with this key may identify somebody: so may every key that the grammar does not know. */
    static boolean isIdentity(String key) {
        HeaderName name = of(key);
        return name == HeaderName.NONE || name.personal() || key.trim().equals("pk");
    }

    /*
     * JSON writes "resetAt" and "call_count" where headers have hyphens. Unlike header names, keys keep
     * their case.
     */
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
