package app.quotawatch.headers;

import java.util.Locale;
import java.util.Set;

/** Decides what is kept of headers that are never read: numbers, times, and short words that are known. Stage: keeping. */
final class PlainRemark {

    /*
     * Providers write anything under a rate-limit name: "Customer Jane Doe has used up the plan", a card number, a
     * link with a token. Its form proves nothing, so only what is known passes: the words of the names of headers, and those
     * that states are written in.
     */

    private static final int MAX_LENGTH = 40;
    private static final int MAX_WORDS = 4;
    private static final Set<String> WORDS = Set.of("allowed", "allow", "denied", "rejected", "blocked", "throttled",
            "ok",
            "true", "false", "yes", "no", "on", "off", "none", "active", "inactive", "enabled", "disabled", "warning",
            "low",
            "medium", "high", "default", "free", "basic", "standard", "pro", "premium", "enterprise", "unlimited",
            "fixed",
            "sliding", "leaky", "second", "normal", "soft", "hard", "not", "for", "of", "is", "rest", "graphql");

    private PlainRemark() {}

    /** Whether the value cannot identify anybody. */
    static boolean isSafe(String value) {
        String text = value.trim();
        if (text.length() > MAX_LENGTH) {
            return DateParser.isDate(text);
        }
        return isNumber(text) || isKnown(text) || DateParser.isDate(text)
                || !Double.isNaN(DurationParser.seconds(text));
    }

    /* The digits of the whole value count: a number in pieces is as long as one without blanks. */
    private static boolean isNumber(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digits += NumberParser.isDigit(c) ? 1 : 0;
            if (!NumberParser.isDigit(c) && " .,-/:;%".indexOf(c) < 0) {
                return false;
            }
        }
        return digits > 0 && digits < LabelFilter.ID_DIGITS && !LabelFilter.mayIdentify(text);
    }

    private static boolean isKnown(String text) {
        int words = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (c != ' ' && c != '-' && c != '_' && c != ',') {
                continue;
            }
            if (i > start) {
                String word = text.substring(start, i).toLowerCase(Locale.ROOT);
                if (!HeaderNameVocabulary.knows(word) && !WORDS.contains(word) || ++words > MAX_WORDS) {
                    return false;
                }
            }
            start = i + 1;
        }
        return words > 0;
    }
}
