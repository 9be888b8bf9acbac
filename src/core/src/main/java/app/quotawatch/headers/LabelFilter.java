package app.quotawatch.headers;

import java.util.regex.Pattern;

/** What free text from outside may be kept and shown: short words that name a quota, nothing that may name somebody. */
final class LabelFilter {

    private static final int MAX_LENGTH = 64;
    /* Eight digits in a row are an id, a telephone number or a part of a key; so are twenty letters and digits mixed. */
    private static final int ID_DIGITS = 8;
    private static final int TOKEN_LENGTH = 20;
    private static final Pattern UUID = Pattern
            .compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private LabelFilter() {}

    /** Whether the text may be kept as a quota's name. */
    static boolean isSafe(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        boolean letter = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLetter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            letter |= isLetter;
            if (!isLetter && !NumberParser.isDigit(c) && c != '-' && c != '_' && c != '.' && c != '/' && c != ' ') {
                return false;
            }
        }
        return letter && !mayIdentify(text);
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

    /* IPv6; "12:30:00" has two colons only */
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
