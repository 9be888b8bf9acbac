package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

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
     * A name without a marker is read only if its words prove that it is about a quota: it has a role and also
     * states what is counted ("x-daily-requests-left" of Pipedrive), or it concerns a limit or quota that has
     * a remaining part or a reset ("X-DayLimit-Remaining" of Xero). "x-page-limit" and "x-limit" prove
     * neither. Without this rule the page size of every paged API would become a quota of which nothing is
     * known, and it would be sent to the ingest.
     *
     * The role is the strongest role word, and among equals the last one: in "hard-limit-remaining" the noun
     * "limit" belongs to the dimension. Dimensions are canonical ("daily" and "day" are one), because the
     * group of a header is its family and its dimension: a limit and a reset whose names differ only in
     * spelling must meet in the same group.
     */

    private final String name;
    /*
     * The words in front of the marker; only scopes and lengths of time among them matter
     * ("X-App-Rate-Limit" of Riot). A brand is not a dimension.
     */
    private final List<HeaderNameWord> vendorWords;
    private final List<HeaderNameWord> ownWords;
    private final String family;
    /* Whether the marker is there. With it, a single role word is enough. */
    private final boolean rate;
    private int roleAt = -1;
    private Role role = Role.UNSTATED;

    private HeaderNameGrammar(String name, List<HeaderNameWord> vendorWords, List<HeaderNameWord> ownWords,
            String family, boolean rate) {
        this.name = name;
        this.vendorWords = vendorWords;
        this.ownWords = ownWords;
        this.family = family;
        this.rate = rate;
    }

    /** Returns what the name means, or {@link HeaderName#NONE}. */
    static HeaderName parse(String name) {
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
                return new HeaderNameGrammar(name, words.subList(from, i), words.subList(end, words.size()),
                        texts(words.subList(0, end)), true).header();
            }
        }
        return new HeaderNameGrammar(name, List.of(), words.subList(from, words.size()), "", false).header();
    }

    private HeaderName header() {
        // A pause comes first, as its names contain words that mean something else elsewhere
        // ("retry-after-ms").
        if (!isRetry()) {
            findRole();
            if (!rate && !isQuota()) {
                return HeaderName.NONE;
            }
        }
        // Imgur limits per user ("X-RateLimit-UserLimit: 500"), so a word for a person does not exclude a
        // quota. But where no number is promised, the value is the person: "X-RateLimit-User:
        // alice@example.com".
        boolean personal = has(Sense.IDENTITY);
        if (personal && (role == Role.UNSTATED || role == Role.LABEL || role == Role.OTHER)) {
            return HeaderName.NONE;
        }
        // Words for time mean something else beside a time value: "reset-minutes" is a unit, "limit-minute"
        // a window.
        boolean time = role == Role.RESET || role == Role.WINDOW || role == Role.RETRY;
        long window = windowSeconds();
        return new HeaderName(name, role, family, role == Role.RETRY ? "" : dimension(time), unit(time), window,
                time ? unitMillis() : 0, time && isRelative(), personal,
                role == Role.USED && window < 0, role == Role.LIMIT && isVague());
    }

    /*
     * "Retry-After", "x-ms-retry-after-ms" (Cosmos DB), "X-Retry-In" (Traefik), "X-RateLimit-Retry-After"
     * (MailerLite). A lone "retry" counts only behind the marker, or retry counters would be taken for pauses.
     */
    private boolean isRetry() {
        for (int i = 0; i < ownWords.size(); i++) {
            boolean delay = i + 1 < ownWords.size()
                    && (ownWords.get(i + 1).is("after") || ownWords.get(i + 1).is("in"));
            if (ownWords.get(i).is("retry") && (delay || rate)) {
                roleAt = i;
                role = Role.RETRY;
                return true;
            }
        }
        return false;
    }

    private void findRole() {
        int best = 0;
        for (int i = 0; i < ownWords.size(); i++) {
            HeaderNameWord word = ownWords.get(i);
            // The cost of this call, a delay or a flag overrides every role: "x-ratelimit-tokens-query-cost"
            // (Mistral), "X-RateLimit-NearLimit" (Confluence), "Used-CurrentRequest" (Freshdesk). Read as
            // limits or use they would move a window with every call.
            if (word.is(Sense.COST)) {
                role = Role.OTHER;
                roleAt = i;
                return;
            }
            // Not "greater than": of two equal words the last one is the role, "limit-limit" being the limit
            // of "limit".
            if (word.is(Sense.ROLE) && word.rank() >= best) {
                best = word.rank();
                roleAt = i;
                role = word.role();
            }
        }
        HeaderNameWord last = ownWords.isEmpty() ? null : ownWords.get(ownWords.size() - 1);
        // "RateLimit" alone: a limit at Ticketmaster, a structured field in the IETF drafts. Its value
        // decides.
        if (last == null) {
            role = rate ? Role.BARE : Role.UNSTATED;
            return;
        }
        // "X-RateLimit-Resource: core" (GitHub) and "Concurrency-Limit-Type" name the window; they do not
        // limit it.
        if (last.is(Sense.LABEL) && (role == Role.UNSTATED || role == Role.LIMIT)) {
            roleAt = ownWords.size() - 1;
            role = Role.LABEL;
        } else if (rate && role == Role.UNSTATED && (last.is(Sense.TIME) || last.is(Sense.PACE))) {
            // HubSpot omits the role: "X-HubSpot-RateLimit-Daily" is the limit of the day
            role = Role.LIMIT;
        } else if (role != Role.RETRY && (last.is("unit") || last.is("timeunit"))) {
            // Keap: the unit that "interval" counts
            roleAt = ownWords.size() - 1;
            role = Role.WINDOW;
        } else if (role == Role.REMAINING && (isTimeLeft() || has("ttl"))) {
            // "x-rate-limit-remaining-seconds" of Rollbar, "x-rate-limit-remaining-ip-ttl" of Moralis: the time to the
            // reset, never a quota of seconds
            role = Role.RESET;
        } else if (role == Role.REMAINING && has("time") || isCostOfThisRequest(last)) {
            // "time-remaining" of Dynamics is execution time; it does not lead to a reset
            role = Role.OTHER;
        } else if ((last.is("info") || last.is("details")) && role == Role.LIMIT) {
            // "Sforce-Limit-Info: api-usage=18/5000" of Salesforce: the keys in the value state the role
            role = Role.UNSTATED;
        }
    }

    /* Nothing is counted beside a unit of time: then it is time that remains. */
    private boolean isTimeLeft() {
        boolean unit = false;
        for (int i = 0; i < ownWords.size(); i++) {
            HeaderNameWord word = ownWords.get(i);
            if (word.is(Sense.TIME_UNIT)) {
                unit = true;
            } else if (i != roleAt && !isNoun(word) && !word.is(Sense.FILLER) && !word.is("time")) {
                return false;
            }
        }
        return unit;
    }

    /* A limit by no better word than "quota" or "total": some send under them what was used. */
    private boolean isVague() {
        return roleAt >= 0 && switch (ownWords.get(roleAt).text()) {
            // "allowed" may be a flag
            case "quota", "total", "allowed", "allotted", "allocated" -> true;
            default -> false;
        };
    }

    /*
     * "quota-request" and "used-request" are about one request, "limit-requests" about many. The vocabulary has
     * one word for both, so only the spelling of the whole name separates the cost of this call from a quota.
     */
    private boolean isCostOfThisRequest(HeaderNameWord last) {
        return name.endsWith("request") && last.is("requests")
                && (role == Role.USED || role == Role.LIMIT && ownWords.get(roleAt).is("quota"));
    }

    /*
     * The proof that a name without the marker has to give. Each case below was forced by a header that
     * looks like a quota and is none, or the other way round; a new one needs a test in OtherProvidersTest
     * in both directions.
     */
    private boolean isQuota() {
        boolean counted = false;
        boolean windowed = false;
        for (int i = 0; i < ownWords.size(); i++) {
            HeaderNameWord word = ownWords.get(i);
            // Pages, files and caches have limits and sizes that are not quotas of calls; one such word
            // decides.
            if (word.is(Sense.LOOKALIKE)) {
                return false;
            }
            boolean noun = i != roleAt && isNoun(word);
            windowed |= word.is(Sense.TIME) || word.is(Sense.PACE);
            counted |= noun || word.is(Sense.UNIT) && !isCurrency(word) || word.is(Sense.PACE) || word.is("burst")
                    || word.is("throttle") || word.is("rl") || word.text().endsWith("api");
        }
        return switch (role) {
            // "max" and "total" limit everything and nothing ("X-Total-Count"): only "limit" and "quota" are
            // proof.
            case LIMIT -> (counted || windowed) && isNoun(ownWords.get(roleAt));
            case REMAINING -> counted || windowed;
            case USED -> switch (ownWords.get(roleAt).text()) {
                // "X-MBX-ORDER-COUNT-10S" of Binance is use, "x-order-count" is the length of a list.
                case "count" -> windowed && counted;
                // "X-App-Usage" of Meta; a bare "x-usage" carries the tokens of a single response.
                case "usage" -> counted || windowed || has("app") || has("account");
                default -> counted || windowed;
            };
            // "x-password-reset" is why a reset has to name what is counted, or the window that ends.
            case RESET -> counted || windowed;
            case WINDOW, LABEL -> counted && (has("limit") || has("quota") || has("throttle"));
            case UNSTATED -> has("limit") && (has("info") || has("details"));
            default -> false;
        };
    }

    /* Money left is a balance; only beside better words it is a quota. */
    private static boolean isCurrency(HeaderNameWord word) {
        return HeaderNameVocabulary.isCurrency(word.text());
    }

    private boolean has(String text) {
        for (HeaderNameWord word : ownWords) {
            if (word.is(text)) {
                return true;
            }
        }
        return false;
    }

    private boolean has(Sense sense) {
        for (HeaderNameWord word : ownWords) {
            if (word.is(sense)) {
                return true;
            }
        }
        return false;
    }

    /*
     * Both sides of the marker may name the window: "X-Contentful-RateLimit-Hour-Limit" and
     * "X-Daily-RateLimit-Token-Limit". If both do, the one behind the marker wins. A month has no fixed length and
     * stays unknown, although its name is kept: 30 days would make the ledger start a new window on the wrong day.
     */
    private long windowSeconds() {
        long seconds = -1;
        for (List<HeaderNameWord> part : List.of(vendorWords, ownWords)) {
            for (HeaderNameWord word : part) {
                if ((word.is(Sense.TIME) || word.is(Sense.PACE)) && !(isTimeUnit(word))) {
                    seconds = word.seconds();
                }
            }
        }
        return seconds > 0 ? seconds : -1;
    }

    /*
     * "reset-sec" states the unit of the reset, "limit-sec" which limit it is. "second" in full is never a unit,
     * since Kong names its window so ("X-RateLimit-Limit-Second").
     */
    private boolean isTimeUnit(HeaderNameWord word) {
        boolean time = role == Role.RESET || role == Role.WINDOW || role == Role.RETRY;
        return word.is(Sense.TIME_UNIT) || time && name.endsWith("sec") && word.is("second");
    }

    /*
     * From the end, where the unit of a time is written. The first word of a name without the marker is what
     * is counted, never a unit. A unit in the name is the only evidence that overrides the size of the
     * number (see ResponseClock): "X-Rate-Limit-Time-Reset-Ms: 20649" of BigCommerce is 21 seconds, not six
     * hours.
     */
    private long unitMillis() {
        for (int i = ownWords.size() - 1; i > 0 || rate && i >= 0; i--) {
            if (isTimeUnit(ownWords.get(i))) {
                return ownWords.get(i).is(Sense.TIME_UNIT) ? ownWords.get(i).seconds() : 1000;
            }
        }
        return 0;
    }

    /* Matters only for hh:mm:ss: behind "after" it is a duration, elsewhere a time of day without a date. */
    private boolean isRelative() {
        return has("after") || has("in") || role == Role.RETRY;
    }

    private String dimension(boolean time) {
        List<HeaderNameWord> words = new ArrayList<>();
        for (HeaderNameWord word : vendorWords) {
            // Zendesk and Riot limit several things under one marker; a brand in the dimension would be
            // noise in every name that is shown, and is in the family already.
            if (word.is(Sense.SCOPE) || word.is(Sense.TIME)) {
                words.add(word);
            }
        }
        for (int i = 0; i < ownWords.size(); i++) {
            HeaderNameWord word = ownWords.get(i);
            // "reset-after", "resettime" and "reset-ms" must land in the group of their limit, so words
            // about the time itself are not part of the dimension; neither is the "renewal" of Azure
            // OpenAI's "Renewalperiod-Requests".
            boolean ofTheTime = time && (i > 0 || rate) && (isTimeUnit(word) || isTimeWord(word));
            if (i != roleAt && !word.is(Sense.FILLER) && !ofTheTime && !isTotal(i)
                    && !(role == Role.WINDOW && (word.is("renewal") || isWindowWord(word)))) {
                words.add(word);
            }
        }
        // "hard-limit-limit" and "hard-limit-remaining" are one window. Without the marker one noun must
        // stay, or "X-Quota-Limit" would lose its only name and merge with the rate limit beside it.
        int least = rate ? 0 : 1;
        while (words.size() > least && isNoun(words.get(words.size() - 1))) {
            words.remove(words.size() - 1);
        }
        return texts(words);
    }

    /* "limit-total" and "limit-max" are one role in two words. */
    private boolean isTotal(int i) {
        return role == Role.LIMIT && i == ownWords.size() - 1 && i == roleAt + 1 && ownWords.get(i).is(Sense.ROLE)
                && ownWords.get(i).role() == Role.LIMIT && !isNoun(ownWords.get(i));
    }

    /* "quota-time-unit" and "quota-interval" are about one window. */
    private static boolean isWindowWord(HeaderNameWord word) {
        return word.is("time") || word.is("unit") || word.is(Sense.ROLE) && word.role() == Role.WINDOW;
    }

    private static boolean isNoun(HeaderNameWord word) {
        return word.is("limit") || word.is("quota");
    }

    private static boolean isTimeWord(HeaderNameWord word) {
        return switch (word.text()) {
            case "time", "date", "at", "on", "in", "after", "to", "until", "timestamp", "epoch", "utc", "unix",
                    "next", "ttl" ->
                true;
            default -> false;
        };
    }

    private @Nullable String unit(boolean time) {
        String unit = null;
        for (int i = 0; i < ownWords.size(); i++) {
            HeaderNameWord word = ownWords.get(i);
            // The token of "api-token-max" (Trello) is an access token: requests are counted, not tokens of
            // a model.
            boolean scope = word.is("token") && i > 0
                    && (ownWords.get(i - 1).is(Sense.SCOPE) || ownWords.get(i - 1).is(Sense.IDENTITY));
            boolean named = i != roleAt && word.unit() != null && !scope && !(time && isTimeUnit(word));
            unit = named ? word.unit() : unit;
        }
        for (HeaderNameWord word : ownWords) {
            // "tokens_usage_based" of OpenAI: several words written as one, and still tokens are counted
            if (unit == null && word.is(Sense.UNKNOWN) && word.text().indexOf('_') > 0) {
                unit = HeaderNameVocabulary.word(word.text().substring(0, word.text().indexOf('_'))).unit();
            }
        }
        // a utilization is a part of a limit that is not disclosed
        return unit == null && role == Role.USED && ownWords.get(roleAt).text().startsWith("utili") ? "percent" : unit;
    }

    private static String texts(List<HeaderNameWord> words) {
        StringBuilder text = new StringBuilder();
        for (HeaderNameWord word : words) {
            text.append(text.isEmpty() ? "" : "-").append(word.text());
        }
        return text.toString();
    }
}
