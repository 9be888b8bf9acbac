package app.quotawatch.headers;

import java.util.regex.Pattern;

/**
 * Decides which free text from outside may be kept and shown: short words that name a quota, nothing that may identify
 * somebody. Stage: keeping.
 */
final class LabelFilter {

    /*
     * Text is judged by its form alone, since no list of names can be complete. The thresholds separate what
     * providers send as labels ("core", "search api", "abcd1234", "confluence-quota-global-based",
     * "Microsoft.Compute/HighCostGet30Min") from what they send as identities: mail and network addresses,
     * UUIDs, account numbers, API keys. An error on the safe side costs a label, and the window is shown as
     * "default". An error on the other side cannot be taken back.
     */

    /*
     * Labels become names of windows, tags of meters and columns on pages; the longest label in
     * the tests has 34 characters.
     */
    private static final int MAX_LENGTH = 64;
    /*
     * Eight digits in a row are an id, a telephone number or a part of a key; so are twenty letters and digits mixed.
     * Seven digits or nineteen characters occur in labels ("HighCostGet30Min"); a date has its dashes, which end a
     * run.
     */
    static final int ID_DIGITS = 8;
    private static final int TOKEN_LENGTH = 20;
    private static final int MAX_WORDS = 3;
    private static final Pattern UUID = Pattern
            .compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private LabelFilter() {}

    /** Whether the text may be kept as a quota's name. */
    static boolean isSafe(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        // A label without a letter is a number that somebody may be known by.
        boolean letter = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // ASCII only: Character.isLetter would pass scripts in which a page or log can be made to show
            // something else.
            boolean isLetter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            letter |= isLetter;
            if (!isLetter && !NumberParser.isDigit(c) && c != '-' && c != '_' && c != '.' && c != '/' && c != ' ') {
                return false;
            }
        }
        return letter && !mayIdentify(text) && !hasDigitsInPieces(text) && !isSentence(text);
    }

    /** Whether a number in pieces, such as "4111 1111 1111 1111", is long enough for a card or a telephone. */
    static boolean hasDigitsInPieces(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (NumberParser.isDigit(c)) {
                digits++;
                if (digits >= ID_DIGITS && isInPieces(text, i)) {
                    return true;
                }
            } else if (c != ' ' && c != '-' && c != '.' && c != '(' && c != ')' && c != '+') {
                digits = 0;
            }
        }
        return false;
    }

    /* Blanks separate the digits that end here; a model with its date has dashes ("gpt-4o-2024-08-06"). */
    private static boolean isInPieces(String text, int end) {
        for (int i = end; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == ' ' && i > 0 && NumberParser.isDigit(text.charAt(i - 1))) {
                return true;
            }
            if (!NumberParser.isDigit(c) && c != '-' && c != '.' && c != '(' && c != ')' && c != '+') {
                return false;
            }
        }
        return false;
    }

    /* "Jane Doe of Example Ltd": four words are a sentence, two with capitals next to each other a name. */
    private static boolean isSentence(String text) {
        int words = 0;
        boolean capital = false;
        for (int start = 0; start < text.length();) {
            int end = text.indexOf(' ', start);
            end = end < 0 ? text.length() : end;
            if (end > start) {
                words++;
                boolean upper = isCapitalised(text, start, end);
                if (words > MAX_WORDS || capital && upper) {
                    return true;
                }
                capital = upper;
            }
            start = end + 1;
        }
        return false;
    }

    private static boolean isCapitalised(String text, int start, int end) {
        char first = text.charAt(start);
        char second = start + 1 < end ? text.charAt(start + 1) : ' ';
        return first >= 'A' && first <= 'Z' && (second >= 'a' && second <= 'z' || second == '.' || second == ' ');
    }

    /** Whether a part of the text may be an address, an id or a key. */
    static boolean mayIdentify(String text) {
        int digits = 0;
        int run = 0;
        int digitsInRun = 0;
        int dottedNumbers = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = NumberParser.isDigit(c);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            digits = digit ? digits + 1 : 0;
            run = digit || letter ? run + 1 : 0;
            digitsInRun = run == 0 ? 0 : digitsInRun + (digit ? 1 : 0);
            dottedNumbers = digit
                    ? dottedNumbers
                    : c == '.' && i > 0 && NumberParser.isDigit(text.charAt(i - 1))
                            ? dottedNumbers + 1
                            : 0;
            boolean mixed = run >= TOKEN_LENGTH && digitsInRun > 0 && digitsInRun < run;
            if (c == '@' || digits >= ID_DIGITS || mixed || dottedNumbers >= 3) {
                return true;
            }
        }
        return isInternetAddress(text) || text.length() >= 36 && UUID.matcher(text).find();
    }

    /* IPv6. A time of day, "12:30:00", has only two colons and may be kept. */
    private static boolean isInternetAddress(String text) {
        int colons = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            colons += c == ':' ? 1 : 0;
            if (c != ':' && c != '.' && Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return colons > 2 || text.contains("::");
    }
}
