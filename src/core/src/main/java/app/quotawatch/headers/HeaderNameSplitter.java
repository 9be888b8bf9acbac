package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.quotawatch.headers.HeaderNameWord.Sense;

/**
 * Cuts a header's name into words: at its hyphens, and where words are joined, as in {@code dailylimit}. Stage: names.
 */
final class HeaderNameSplitter {

    /*
     * Hyphens are not enough. Yelp sends "ratelimit-dailylimit", Xero "X-AppMinLimit-Remaining", GitLab
     * "ratelimit-resettime", Imgur "X-RateLimit-UserRemaining". Capital letters do not help: HTTP/2 transmits
     * names in lower case, so the same API would be read on HTTP/1.1 and not on HTTP/2. Joined words are
     * therefore found through the vocabulary, and only if the whole text is made of known words; a text with an
     * unknown part stays one word. Otherwise "delimiter" would contain a limit.
     *
     * Numbers join the unit behind them and become one length of time: "10-second" (Mistral), "24hour", "1M"
     * (Binance, minutes).
     */

    /* A name comes from outside. No real one has more than ten words, and a hostile one ends here. */
    private static final int MAX_WORDS = 16;
    /* Bounds the table of positions below; "renewalperiod" is the kind of compound that occurs. */
    private static final int MAX_COMPOUND = 40;
    private static final String MARKER = "ratelimit";
    private static final List<String> NOUNS = List.of("quota", "limit");

    private HeaderNameSplitter() {}

    /**
     * Returns the words of a name in lower case; empty if it is not the name of a header, or of a strangely long one.
     */
    static List<HeaderNameWord> of(String name) {
        List<HeaderNameWord> words = new ArrayList<>(8);
        // Underscores separate only where there are no hyphens: OpenAI's "tokens_usage_based" is one
        // dimension beside "tokens", and cut into words it would be merged with it.
        char separator = name.indexOf('-') < 0 ? '_' : '-';
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            char c = i < name.length() ? name.charAt(i) : separator;
            if (c == separator) {
                if (i > start) {
                    add(name.substring(start, i), words);
                }
                start = i + 1;
            } else if (!isNameCharacter(c) || words.size() > MAX_WORDS) {
                // a line break or a letter of another alphabet: what is not a header name may not reach an event as one
                return List.of();
            }
        }
        return words;
    }

    private static boolean isNameCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.';
    }

    private static void add(String text, List<HeaderNameWord> words) {
        HeaderNameWord last = words.isEmpty() ? null : words.get(words.size() - 1);
        if (last != null && last.is(Sense.NUMBER)) {
            HeaderNameWord numbered = numbered(last.text(), text);
            if (numbered != null) {
                words.set(words.size() - 1, numbered);
                return;
            }
        }
        int digits = digitsOf(text);
        if (digits == text.length()) {
            words.add(HeaderNameWord.number(text));
        } else if (digits > 0) {
            HeaderNameWord numbered = numbered(text.substring(0, digits), text.substring(digits));
            words.add(numbered == null ? HeaderNameWord.unknown(text) : numbered);
        } else if (HeaderNameVocabulary.knows(text) || text.length() > MAX_COMPOUND || !addParts(text, words)) {
            words.add(HeaderNameVocabulary.word(text));
        }
    }

    /*
     * "registeredquotaperweek" of the EPO: a word of the provider's own in front of a noun is read over only if the noun
     * and at least one more known word end the text; "delimiter" has no such end.
     */
    private static int quotaAt(String text, int[] next) {
        // "featureratelimit" of Cloudinary: the marker proves itself
        if (text.endsWith(MARKER)) {
            return text.length() - MARKER.length();
        }
        for (String noun : NOUNS) {
            int at = text.indexOf(noun);
            if (at > 0 && next[at] == at + noun.length() && next[at] < text.length()) {
                return at;
            }
        }
        return -1;
    }

    /*
     * "crosstokenlimit" of Clover: a word of the provider's own in front of what is counted and a noun at the end.
     */
    private static int countedAt(String text, int[] next) {
        if (!text.endsWith("limit") && !text.endsWith("quota")) {
            return -1;
        }
        for (int i = 1; i < text.length(); i++) {
            if (next[i] > 0 && next[i] < text.length()
                    && HeaderNameVocabulary.word(text.substring(i, next[i])).unit() != null) {
                return i;
            }
        }
        return -1;
    }

    private static int digitsOf(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        return digits;
    }

    private static @Nullable HeaderNameWord numbered(String number, String unit) {
        long seconds = DurationParser.unitSeconds(unit);
        // Six digits of the longest unit fit into a long many times; more would overflow into a negative
        // window.
        return seconds < 0 || number.length() > 6
                ? null
                : HeaderNameWord.time(number + DurationParser.unitSymbol(seconds), seconds * Long.parseLong(number));
    }

    /*
     * From the end to the start: next[i] is where the longest word at i ends behind which the remaining text is made
     * of known words too. Taking the longest word from the start instead would fail on texts where a shorter one is
     * right, and trying all combinations would take exponential time on a hostile name. Each position looks only at
     * the known words with its initial, so a hostile name costs no more than a long one.
     */
    private static boolean addParts(String text, List<HeaderNameWord> words) {
        int length = text.length();
        int[] next = new int[length + 1];
        next[length] = length;
        for (int i = length - 1; i >= 0; i--) {
            for (String part : HeaderNameVocabulary.partsStartingWith(text.charAt(i))) {
                if (text.startsWith(part, i) && next[i + part.length()] > 0) {
                    next[i] = i + part.length();
                    break;
                }
            }
        }
        int known = next[0] > 0 ? 0 : Math.max(quotaAt(text, next), countedAt(text, next));
        if (known < 0) {
            return false;
        }
        if (known > 0) {
            words.add(HeaderNameWord.unknown(text.substring(0, known)));
        }
        for (int i = known; i < length; i = next[i]) {
            words.add(HeaderNameVocabulary.word(text.substring(i, next[i])));
        }
        return true;
    }
}
