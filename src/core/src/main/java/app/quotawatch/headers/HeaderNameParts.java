package app.quotawatch.headers;

import java.util.List;

import app.quotawatch.headers.HeaderNameWord.Sense;

/**
 * The words of a header's name, in front of the marker and behind it. Stage: names.
 *
 * @param name the name in lower case
 * @param vendorWords the words in front of the marker; only scopes, units and lengths of time among them matter
 *        ("X-App-Rate-Limit" of Riot). A brand is not a dimension
 * @param ownWords the words behind it, or all words where there is none
 * @param family the words that all headers of one set begin with; empty where there is no marker
 * @param rate whether the marker is there. With it, a single role word is enough
 */
record HeaderNameParts(String name, List<HeaderNameWord> vendorWords, List<HeaderNameWord> ownWords, String family,
        boolean rate) {

    boolean has(String text) {
        for (HeaderNameWord word : ownWords) {
            if (word.is(text)) {
                return true;
            }
        }
        return false;
    }

    boolean has(Sense sense) {
        for (HeaderNameWord word : ownWords) {
            if (word.is(sense)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the word is the token of {@code api-token} or {@code access-token}: nothing that a model counts. */
    boolean isCredential(int i) {
        return ownWords.get(i).is("token") && i > 0
                && (ownWords.get(i - 1).is(Sense.SCOPE) || ownWords.get(i - 1).is(Sense.IDENTITY));
    }

    static boolean isNoun(HeaderNameWord word) {
        return word.is("limit") || word.is("quota");
    }

    static String texts(List<HeaderNameWord> words) {
        StringBuilder text = new StringBuilder();
        for (HeaderNameWord word : words) {
            text.append(text.isEmpty() ? "" : "-").append(word.text());
        }
        return text.toString();
    }
}
