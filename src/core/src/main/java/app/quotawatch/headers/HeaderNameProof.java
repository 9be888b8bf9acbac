package app.quotawatch.headers;

import java.util.List;

import app.quotawatch.headers.HeaderNameWord.Sense;

/** The proof that a name without the marker has to give: that it is about a quota of calls. Stage: names. */
final class HeaderNameProof {

    /*
     * A name without the marker is read only if its words prove that it is about a quota: it has a role and also
     * states what is counted ("x-daily-requests-left" of Pipedrive), or it concerns a limit or quota that has
     * a remaining part or a reset ("X-DayLimit-Remaining" of Xero). "x-page-limit" and "x-limit" prove
     * neither. Without this rule the page size of every paged API would become a quota of which nothing is
     * known, and it would be sent to the ingest.
     *
     * Each case below was forced by a header that looks like a quota and is none, or the other way round; a new one
     * needs a test in OtherProvidersTest in both directions.
     */

    private HeaderNameProof() {}

    /** Whether the words prove it. */
    static boolean isGivenBy(HeaderNameParts parts, HeaderNameRole role) {
        List<HeaderNameWord> words = parts.ownWords();
        int at = role.at();
        boolean counted = false;
        boolean windowed = false;
        for (int i = 0; i < words.size(); i++) {
            HeaderNameWord word = words.get(i);
            // Pages, files and caches have limits and sizes that are not quotas of calls; one such word
            // decides.
            if (word.is(Sense.LOOKALIKE)) {
                return false;
            }
            boolean noun = i != at && HeaderNameParts.isNoun(word);
            windowed |= word.is(Sense.TIME) || word.is(Sense.PACE);
            counted |= noun || word.is(Sense.UNIT) && !isCurrency(word) && !parts.isCredential(i) || word.is(Sense.PACE)
                    || word.is("burst")
                    || word.is("throttle") || word.is("rl") || word.text().endsWith("api");
        }
        return switch (role.role()) {
            // "max" and "total" limit everything and nothing ("X-Total-Count"): only "limit" and "quota" are
            // proof, and a maximum of concurrent calls (ElevenLabs).
            case LIMIT -> (counted || windowed) && (HeaderNameParts.isNoun(words.get(at))
                    || words.get(at).text().startsWith("max") && parts.has("concurrency"));
            case REMAINING -> counted || windowed;
            case USED -> switch (words.get(at).text()) {
                // "X-MBX-ORDER-COUNT-10S" of Binance is use, "x-order-count" is the length of a list.
                case "count" -> windowed && counted;
                // "X-App-Usage" of Meta; a bare "x-usage" carries the tokens of a single response.
                case "usage" -> counted || windowed || parts.has("app") || parts.has("account");
                default -> counted || windowed;
            };
            // "x-password-reset" is why a reset has to name what is counted, or the window that ends.
            case RESET -> counted || windowed;
            case WINDOW, LABEL -> counted && (parts.has("limit") || parts.has("quota") || parts.has("throttle"));
            case UNSTATED -> parts.has("limit") && (parts.has("info") || parts.has("details"));
            default -> false;
        };
    }

    /* Money left is a balance; only beside better words it is a quota. */
    private static boolean isCurrency(HeaderNameWord word) {
        return HeaderNameVocabulary.isCurrency(word.text());
    }
}
