package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import app.quotawatch.headers.HeaderNameWord.Sense;

/** Knows the words of which the names of rate-limit headers are made. Stage: names. */
final class HeaderNameVocabulary {

    /*
     * No provider appears here, only what words mean; that is what makes the next provider readable before
     * anybody has seen it. A word belongs here if it means the same in every name. Adding one changes which
     * headers of all APIs are kept, so the tests for look-alikes (KeptHeadersTest, OtherProvidersTest) are the
     * ones to run.
     *
     * Ranks decide between role words in one name. The noun "limit" occurs in most names beside the word that
     * matters, so it yields to ranks 3 and 4. Words of rank 1 have a role only where there is nothing better:
     * "quota" is a limit in "requests-quota" (BigCommerce) but not in "quota-used", "total" in
     * "ratelimit-total" (Freshdesk) but not in "total-remaining". A reset is strongest: "remaining-reset" is when the
     * remaining part resets.
     */

    private static final int RESET_RANK = 4;
    private static final int METER_RANK = 3;
    private static final int NOUN_RANK = 2;
    private static final int WEAK_RANK = 1;

    private static final long DAY = 86_400;
    private static final String CURRENCIES = "usd eur gbp dollars cents";
    private static final Map<String, HeaderNameWord> WORDS = new HashMap<>();
    /*
     * Built once when the class loads; a splitter that scanned all words at each position would make unknown
     * names slow.
     */
    private static final List<List<String>> BY_INITIAL = new ArrayList<>();

    static {
        roles(Role.RESET, RESET_RANK, "reset resets resetting");
        roles(Role.REMAINING, METER_RANK, "remaining remain remains left");
        roles(Role.USED, METER_RANK, "used consumed observed spent");
        roles(Role.LIMIT, NOUN_RANK, "limit limits");
        roles(Role.WINDOW, NOUN_RANK, "window period interval timeframe");
        roles(Role.LIMIT, WEAK_RANK, "max maximum quota total capacity allowed allotted allocated");
        roles(Role.REMAINING, WEAK_RANK, "available avail");
        roles(Role.USED, WEAK_RANK, "usage count level utilization utilisation");
        roles(Role.RESET, WEAK_RANK, "until expires expiry renews next");
        roles(Role.POLICY, WEAK_RANK, "policy policies");

        // The first word is the canonical one, so that "daily" and "day" form one dimension.
        times(1, "second secondly sec");
        times(60, "minute minutely min");
        times(3600, "hour hourly hr");
        times(DAY, "day daily today");
        times(7 * DAY, "week weekly");
        // No fixed length: known as a window, unknown in seconds (Mistral has "tokens-month").
        times(0, "month monthly");
        times(0, "year yearly");

        // Plurals are units, singulars are windows: "reset-seconds" against "limit-second" of Kong.
        timeUnits(1, "ms milliseconds millisecond millis msec");
        timeUnits(1000, "seconds secs s");
        timeUnits(60_000, "minutes mins");
        timeUnits(3_600_000, "hours hrs");
        timeUnits(DAY * 1000, "days");

        // The unit is what the windows of one API are compared and shown by. Synonyms of requests are merged,
        // because what an application can do about them is the same; points, pages and weights are prices that
        // every API sets for itself.
        units("requests", "requests request req reqs calls call queries hits reads writes");
        units("tokens", "tokens token");
        units("points", "points point");
        units("points", "complexity");
        units("credits", "credits credit");
        units("bytes", "bytes");
        units("pages", "pages");
        units("weight", "weight");
        units("orders", "orders order");
        units("images", "images");
        units("messages", "messages");
        units("characters", "characters");
        units("concurrency", "concurrency concurrent");
        units("percent", "percent percentage pct");
        // Money is never compared with counts.
        for (String currency : CURRENCIES.split(" ")) {
            units(currency, currency);
        }

        // Two facts in one word: "x-ratelimit-limit-tpm" states tokens and a minute.
        paces("requests", 1, "rps qps");
        paces("requests", 60, "rpm qpm");
        paces("requests", 3600, "rph qph");
        paces("requests", DAY, "rpd qpd");
        paces("tokens", 60, "tpm");
        paces("tokens", DAY, "tpd");

        // Words about this one call or about a state. Their numbers and flags would corrupt a window.
        plain(Sense.COST, "cost charge delay last requested near over exceeded current penalty status");
        plain(Sense.LABEL, "name resource bucket group category type scope tier plan rule class");
        // Words that split a quota without naming a person; they stay in the dimension and may be shown.
        plain(Sense.SCOPE,
                "app application method api service global shop endpoint route read write post get put delete"
                        + " burst sustained auth access");
        // Privacy depends on this list. A word that is missing lets a name, key or address into events that
        // leave the application; a word too many costs at most a label.
        plain(Sense.IDENTITY,
                "user users username uid id ids guid uuid key keys apikey secret source ip address addr account"
                        + " acct org organization organisation client tenant customer subject principal email login session sid"
                        + " identity identifier owner member consumer caller subscriber subscription device fingerprint project"
                        + " workspace team origin remote peer host partition agent bearer");
        plain(Sense.FILLER, "x per this by the");
        // Words of paging, storage and caches. Their limits are real, but no call is rejected because of
        // them.
        plain(Sense.LOOKALIKE, "page pagination paging offset result results item items row rows record records content"
                + " length size body header headers upload download file files storage disk space memory cpu cache age"
                + " batch depth ttl range password timeout");
        // Behind the marker they are what is counted, and never requests.
        lookalikes("records", "records record");
        lookalikes("rows", "rows row");
        lookalikes("items", "items item");
        lookalikes("results", "results result");
        lookalikes("files", "files file");
        plain(Sense.MARKER, "ratelimit ratelimits ratelimited ratelimiting rate limited limiting");
        // Without a meaning of their own, but needed to cut compounds: "resettime", "renewalperiod".
        plain(Sense.UNKNOWN, "time date at on in after to timestamp epoch utc unix retry renewal minimum info details"
                + " input output prompt completion cached throttle rl unit timeunit");

        for (char initial = 'a'; initial <= 'z'; initial++) {
            List<String> words = new ArrayList<>();
            for (String word : WORDS.keySet()) {
                if (word.charAt(0) == initial && isPart(word)) {
                    words.add(word);
                }
            }
            words.sort(new LongerFirst());
            BY_INITIAL.add(words);
        }
    }

    private HeaderNameVocabulary() {}

    /** Returns the word with this spelling; unknown words have no meaning but their own. */
    static HeaderNameWord word(String spelling) {
        HeaderNameWord known = WORDS.get(spelling);
        return known == null ? HeaderNameWord.unknown(spelling) : known;
    }

    static boolean isCurrency(String word) {
        return word.length() > 2 && (" " + CURRENCIES + " ").contains(" " + word + " ");
    }

    /** Whether the word is a window's length and nothing else: {@code minute}. */
    static boolean isTime(String spelling) {
        return word(spelling).is(Sense.TIME);
    }

    static boolean knows(String spelling) {
        return WORDS.containsKey(spelling);
    }

    /** Returns the spellings that may be parts of a compound, the longest first. */
    static List<String> partsStartingWith(char initial) {
        return initial < 'a' || initial > 'z' ? List.of() : BY_INITIAL.get(initial - 'a');
    }

    /*
     * One- and two-letter words would cut almost any text into "known" parts; the few allowed here occur in real
     * compounds ("userid", "resetat", "resetms").
     */
    private static boolean isPart(String word) {
        return word.length() > 2 || "id".equals(word) || "ip".equals(word) || "in".equals(word) || "at".equals(word)
                || "ms".equals(word) || "by".equals(word);
    }

    private static void roles(Role role, int rank, String words) {
        for (String word : words.split(" ")) {
            WORDS.put(word, new HeaderNameWord(word, Sense.ROLE, role, rank, -1, null));
        }
    }

    private static void times(long seconds, String words) {
        String canonical = words.substring(0, words.indexOf(' '));
        for (String word : words.split(" ")) {
            WORDS.put(word, HeaderNameWord.time(canonical, seconds));
        }
    }

    private static void timeUnits(long millis, String words) {
        for (String word : words.split(" ")) {
            // Mistral counts audio seconds, so a unit of time is also something that can be counted; milliseconds are
            // not
            String unit = millis >= 1000
                    ? words.substring(0, words.indexOf(' ') < 0 ? words.length() : words.indexOf(' '))
                    : null;
            WORDS.put(word, new HeaderNameWord(word, Sense.TIME_UNIT, Role.UNSTATED, 0, millis, unit));
        }
    }

    private static void units(String unit, String words) {
        String canonical = words.split(" ")[0];
        for (String word : words.split(" ")) {
            // "token" keeps its spelling: as an access token (Trello) it is part of the dimension
            WORDS.putIfAbsent(word,
                    new HeaderNameWord("token".equals(word) ? word : canonical, Sense.UNIT, Role.UNSTATED, 0, -1,
                            unit));
        }
    }

    private static void paces(String unit, long seconds, String words) {
        for (String word : words.split(" ")) {
            WORDS.put(word, new HeaderNameWord(word, Sense.PACE, Role.UNSTATED, 0, seconds, unit));
        }
    }

    private static void plain(Sense sense, String words) {
        for (String word : words.split(" ")) {
            WORDS.put(word, new HeaderNameWord(word, sense, Role.UNSTATED, 0, -1, null));
        }
    }

    private static void lookalikes(String unit, String words) {
        for (String word : words.split(" ")) {
            WORDS.put(word, new HeaderNameWord(unit, Sense.LOOKALIKE, Role.UNSTATED, 0, -1, unit));
        }
    }

    /* No lambda: it would be linked during an application's first call. */
    private static final class LongerFirst implements Comparator<String> {

        @Override
        public int compare(String one, String other) {
            return other.length() - one.length();
        }
    }
}
