package app.quotawatch.privacy;

/** Text that comes from elsewhere, made safe to print: it stays on its line, and reads in the order in which it is written. */
public final class PrintableText {

    private PrintableText() {}

    /**
     * Returns the text with each run of control characters, line separators and characters that change the direction of writing
     * replaced by one space.
     */
    public static String of(String text) {
        int first = 0;
        while (first < text.length() && isPrintable(text.charAt(first))) {
            first++;
        }
        return first == text.length() ? text : replaced(text, first);
    }

    private static String replaced(String text, int first) {
        StringBuilder line = new StringBuilder(text.length()).append(text, 0, first);
        boolean inRun = false;
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean printable = isPrintable(c);
            if (printable) {
                line.append(c);
            } else if (!inRun) {
                line.append(' ');
            }
            inRun = !printable;
        }
        return line.toString();
    }

    private static boolean isPrintable(char c) {
        if (c < 0x7f) {
            return c >= ' ';
        }
        return c > 0x9f // controls, among them NEXT LINE and CSI
                && c != '\u061c' && c != '\u200e' && c != '\u200f' // marks
                && (c < '\u2028' || c > '\u202e') // separators, embeddings, overrides
                && (c < '\u2066' || c > '\u2069'); // isolates
    }
}
