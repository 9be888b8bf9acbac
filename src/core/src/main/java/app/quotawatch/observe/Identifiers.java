package app.quotawatch.observe;

/**
 * Finds the segments of a path that identify one object among many: numbers, UUIDs, long hexadecimal strings, prefixed random
 * ones such as {@code cus_NffrFeUfNV2Hib}, and credentials such as the tokens of bots and webhooks.
 */
final class Identifiers {

    private static final String PLACEHOLDER = "{id}";
    private static final int MIN_HEX = 12;
    private static final int MIN_RANDOM = 8;
    /* Without a separator, which random identifiers have behind their prefix. */
    private static final int MIN_TOKEN = 20;
    private static final int MIN_HUMPS = 2;
    private static final int MIN_WORD = 5;

    private Identifiers() {}

    /** Returns the path with each identifier replaced by <code>{id}</code>. */
    static String replacedIn(String path) {
        StringBuilder replaced = null;
        int copied = 0;
        int start = 0;
        while (start < path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (isIdentifier(path, start, end)) {
                replaced = replaced == null ? new StringBuilder(path.length()) : replaced;
                replaced.append(path, copied, start).append(PLACEHOLDER);
                copied = end;
            }
            start = end + 1;
        }
        return replaced == null ? path : replaced.append(path, copied, path.length()).toString();
    }

    private static boolean isIdentifier(String path, int start, int end) {
        int digits = 0;
        int hex = 0;
        int dashes = 0;
        int separators = 0;
        for (int i = start; i < end; i++) {
            char c = path.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
                hex++;
            } else if (c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
                hex++;
            } else if (c == '-') {
                dashes++;
            }
            separators += isAlphanumeric(c) ? 0 : 1;
        }
        int length = end - start;
        boolean number = length > 0 && digits == length;
        boolean longHex = digits > 0 && dashes == 0 && hex == length && length >= MIN_HEX;
        boolean uuid = length == 36 && dashes == 4 && hex == 32;
        return number || longHex || uuid || hasRandomPart(path, start, end, separators == 0 ? MIN_TOKEN : MIN_RANDOM);
    }

    /* One random part is enough: "bot110201543:AAHdqTcv", "AbCdEf12-Gh_x". */
    private static boolean hasRandomPart(String path, int start, int end, int least) {
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i == end || !isAlphanumeric(path.charAt(i))) {
                if (i - from >= least && isRandom(path, from, i)) {
                    return true;
                }
                from = i + 1;
            }
        }
        return false;
    }

    /*
     * Words have capitals at their start and at the humps of camel case, and digits, a few, at their end; in random strings
     * both are anywhere.
     */
    private static boolean isRandom(String path, int start, int end) {
        int digits = 0;
        int upper = 0;
        int humps = 0;
        int letters = 0;
        boolean before = false;
        for (int i = start; i < end; i++) {
            char c = path.charAt(i);
            boolean lower = c >= 'a' && c <= 'z';
            if (c >= '0' && c <= '9') {
                digits++;
            } else {
                upper += lower ? 0 : 1;
                humps += !lower && before ? 1 : 0;
                letters += digits == 0 ? 1 : 0;
            }
            before = lower;
        }
        int length = end - start;
        boolean mixedCase = humps >= MIN_HUMPS && upper * 3 >= length;
        boolean word = letters >= MIN_WORD && letters + digits == length && digits <= 2;
        return mixedCase || digits >= 2 && digits < length && !word;
    }

    private static boolean isAlphanumeric(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
