package app.quotawatch.server.batch;

/** What a sender wrote, so that both databases can store it and return it unchanged. */
final class Text {

    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /**
     * Replaces what PostgreSQL rejects or changes, which is the character 0 and half a surrogate pair, and cuts what does not fit
     * into an index of it: its entries hold 2,704 bytes.
     */
    static String of(String text, int maxBytes) {
        StringBuilder clean = null;
        int bytes = 0;
        for (int i = 0; i < text.length();) {
            int point = text.codePointAt(i);
            boolean storable = point != 0 && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
            bytes += storable ? bytes(point) : bytes(REPLACEMENT);
            if (bytes > maxBytes) {
                return clean == null ? text.substring(0, i) : clean.toString();
            }
            if (!storable && clean == null) {
                clean = new StringBuilder(text.length()).append(text, 0, i);
            }
            if (clean != null) {
                clean.appendCodePoint(storable ? point : REPLACEMENT);
            }
            i += Character.charCount(point);
        }
        return clean == null ? text : clean.toString();
    }

    private static int bytes(int point) {
        if (point < 0x80) {
            return 1;
        }
        if (point < 0x800) {
            return 2;
        }
        return point < 0x10000 ? 3 : 4;
    }
}
