package app.quotawatch.headers;

import java.util.List;

import app.quotawatch.headers.HeaderNameWord.Sense;

/** Reads what a header's name means. Stage: names. */
final class HeaderNameGrammar {

    /*
     *  name = ["x"] {vendor or scope} ["ratelimit" or "rate" "limit"] {dimension} role {dimension}
     *
     * There are hundreds of rate-limit headers and one grammar behind them, so no name is listed anywhere. The
     * words in front of the marker ("ratelimit") name whose header it is; the words behind it name the role
     * and the dimension in any order: OpenAI sends "x-ratelimit-limit-requests", Linear
     * "x-ratelimit-requests-limit", and Anthropic puts its brand in front. A table of names would have to be changed
     * for every provider, and would miss the names that a gateway's operator makes up.
     *
     * HeaderNameRole finds the role and demands proof of a name without a marker; HeaderNameDimension finds
     * what the name states about the window.
     */

    private HeaderNameGrammar() {}

    /** Returns what the name means, or {@link HeaderName#NONE}. */
    static HeaderName parse(String name) {
        HeaderNameParts parts = partsOf(name);
        HeaderNameRole role = HeaderNameRole.of(parts);
        // Imgur limits per user ("X-RateLimit-UserLimit: 500"), so a word for a person does not exclude a
        // quota. But where no number is promised, the value is the person: "X-RateLimit-User:
        // alice@example.com".
        boolean personal = parts.has(Sense.IDENTITY);
        if (role == null || personal && isText(role.role())) {
            return HeaderName.NONE;
        }
        HeaderNameDimension dimension = new HeaderNameDimension(parts, role);
        long window = dimension.windowSeconds();
        boolean time = role.isTime();
        return new HeaderName(name, role.role(), parts.family(), dimension.text(), dimension.unit(), window,
                time ? dimension.unitMillis() : 0, time && dimension.isRelative(), personal,
                role.role() == Role.USED && window < 0, role.role() == Role.LIMIT && role.isVague());
    }

    private static boolean isText(Role role) {
        return role == Role.UNSTATED || role == Role.LABEL || role == Role.OTHER;
    }

    private static HeaderNameParts partsOf(String name) {
        List<HeaderNameWord> words = HeaderNameSplitter.of(name);
        int from = !words.isEmpty() && words.get(0).is("x") ? 1 : 0;
        for (int i = from; i < words.size(); i++) {
            HeaderNameWord word = words.get(i);
            // Half of the providers write "Rate-Limit". "rate" alone is not a marker: exchange rates and bit
            // rates are not quotas.
            boolean split = word.is("rate") && i + 1 < words.size()
                    && (words.get(i + 1).is("limit") || words.get(i + 1).is("limits") || words.get(i + 1).is("limited")
                            || words.get(i + 1).is("limiting"));
            if (split || word.is(Sense.MARKER) && word.text().startsWith("ratelimit")) {
                int end = split ? i + 2 : i + 1;
                return new HeaderNameParts(name, words.subList(from, i), words.subList(end, words.size()),
                        HeaderNameParts.texts(words.subList(0, end)), true);
            }
        }
        return new HeaderNameParts(name, List.of(), words.subList(from, words.size()), "", false);
    }
}
