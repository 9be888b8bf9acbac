package app.quotawatch.observe;

/**
 * Finds the segments of a path that identify one object among many: numbers, UUIDs, long hexadecimal strings and prefixed random
 * ones such as {@code cus_NffrFeUfNV2Hib}.
 */
final class Identifiers {

    private static final String PLACEHOLDER = "{id}";
    private static final int MIN_HEX = 12;
    private static final int MIN_RANDOM = 8;

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
        int separator = -1;
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
            if (c == '_' || c == '-') {
                separator = i;
            }
        }
        int length = end - start;
        boolean number = length > 0 && digits == length;
        boolean longHex = digits > 0 && dashes == 0 && hex == length && length >= MIN_HEX;
        boolean uuid = length == 36 && dashes == 4 && hex == 32;
        return number || longHex || uuid || separator > start && isRandom(path, separator + 1, end);
    }

    /* Words and versions rarely contain a digit and never a capital inside; random strings of this length nearly always do. */
    private static boolean isRandom(String path, int start, int end) {
        boolean digit = false;
        boolean lower = false;
        boolean upper = false;
        for (int i = start; i < end; i++) {
            char c = path.charAt(i);
            if (c >= '0' && c <= '9') {
                digit = true;
            } else if (c >= 'a' && c <= 'z') {
                lower = true;
            } else if (c >= 'A' && c <= 'Z') {
                upper = true;
            } else {
                return false;
            }
        }
        return end - start >= MIN_RANDOM && (digit && (lower || upper) || lower && upper);
    }
}
