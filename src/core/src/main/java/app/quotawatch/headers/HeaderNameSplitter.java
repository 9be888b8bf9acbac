package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.List;

import app.quotawatch.headers.HeaderNameWord.Sense;

/** Takes a header's name apart: at its hyphens, and where words are glued together, as in {@code dailylimit}. */
final class HeaderNameSplitter {

    private static final int MAX_WORDS = 16;
    private static final int MAX_COMPOUND = 40;

    private HeaderNameSplitter() {}

    /** Returns the words of a name in lower case; empty if it is not the name of a header, or of a strangely long one. */
    static List<HeaderNameWord> of(String name) {
        List<HeaderNameWord> words = new ArrayList<>(8);
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

    private static int digitsOf(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        return digits;
    }

    private static HeaderNameWord numbered(String number, String unit) {
        long seconds = DurationParser.unitSeconds(unit);
        return seconds < 0 || number.length() > 6
                ? null
                : HeaderNameWord.time(number + DurationParser.unitSymbol(seconds), seconds * Long.parseLong(number));
    }

    /* From the end to the start: next[i] is where the longest word at i ends from which the rest can be taken apart too. Each
       position looks at the few known words with its initial, so a hostile name costs no more than a long one. */
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
        if (next[0] == 0) {
            return false;
        }
        for (int i = 0; i < length; i = next[i]) {
            words.add(HeaderNameVocabulary.word(text.substring(i, next[i])));
        }
        return true;
    }
}
