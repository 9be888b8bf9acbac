package app.quotawatch.ingest;

import java.util.Map;

/**
 * What objects cost on the heap, in bytes, estimated for a 64-bit JVM with compressed references.
 */
final class HeapWeight {

    private static final int STRING = 24;
    private static final int ARRAY = 16;
    private static final int LINKED_MAP = 88;
    private static final int LINKED_ENTRY = 40;
    private static final int MIN_TABLE = 16;

    private HeapWeight() {}

    static int of(String text) {
        return STRING + ofArray(isLatin1(text) ? text.length() : 2 * text.length());
    }

    static int ofArray(int bytes) {
        return ARRAY + (bytes + 7) / 8 * 8;
    }

    /** An unmodifiable view of a linked map. */
    static int of(Map<String, String> strings) {
        int table = MIN_TABLE;
        while (table * 3 / 4 < strings.size()) {
            table *= 2;
        }
        int weight = LINKED_MAP + ofArray(4 * table);
        for (Map.Entry<String, String> entry : strings.entrySet()) {
            weight += LINKED_ENTRY + of(entry.getKey()) + of(entry.getValue());
        }
        return weight;
    }

    private static boolean isLatin1(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xff) {
                return false;
            }
        }
        return true;
    }
}
