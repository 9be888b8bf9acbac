package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import app.quotawatch.headers.HeaderNameWord.Sense;

/** The words that names of rate-limit headers are made of. No provider stands here, only what the words mean. */
final class HeaderNameVocabulary {

    /* The noun "limit" stands in most names beside the word that matters, so it yields to the words of rank 3 and 4; words
       of rank 1 have a role only where nothing better does ("quota-used", "total-remaining"). */
    private static final int RESET_RANK = 4;
    private static final int METER_RANK = 3;
    private static final int NOUN_RANK = 2;
    private static final int WEAK_RANK = 1;

    private static final long DAY = 86_400;
    private static final Map<String, HeaderNameWord> WORDS = new HashMap<>();
    private static final List<List<String>> BY_INITIAL = new ArrayList<>();

    static {
        roles(Role.RESET, RESET_RANK, "reset resets resetting");
        roles(Role.REMAINING, METER_RANK, "remaining remain remains left");
        roles(Role.USED, METER_RANK, "used consumed observed spent");
        roles(Role.LIMIT, NOUN_RANK, "limit limits");
        roles(Role.WINDOW, NOUN_RANK, "window period interval timeframe");
        roles(Role.LIMIT, WEAK_RANK, "max maximum quota total capacity");
        roles(Role.REMAINING, WEAK_RANK, "available avail");
        roles(Role.USED, WEAK_RANK, "usage count level");
        roles(Role.RESET, WEAK_RANK, "until expires expiry renews");
        roles(Role.POLICY, WEAK_RANK, "policy policies");

        times(1, "second secondly sec");
        times(60, "minute minutely min");
        times(3600, "hour hourly hr");
        times(DAY, "day daily today");
        times(7 * DAY, "week weekly");
        times(0, "month monthly");
        times(0, "year yearly");

        timeUnits(1, "ms milliseconds millisecond millis msec");
        timeUnits(1000, "seconds secs s");
        timeUnits(60_000, "minutes mins");
        timeUnits(3_600_000, "hours hrs");
        timeUnits(DAY * 1000, "days");

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

        paces("requests", 1, "rps qps");
        paces("requests", 60, "rpm qpm");
        paces("requests", 3600, "rph qph");
        paces("requests", DAY, "rpd qpd");
        paces("tokens", 60, "tpm");
        paces("tokens", DAY, "tpd");

        plain(Sense.COST, "cost charge delay last requested near over exceeded current penalty status");
        plain(Sense.LABEL, "name resource bucket group category type scope tier plan rule class");
        plain(Sense.SCOPE,
                "app application method api service global shop endpoint route read write post get put delete"
                        + " burst sustained auth access");
        plain(Sense.IDENTITY,
                "user users username uid id ids guid uuid key keys apikey secret source ip address addr account"
                        + " acct org organization organisation client tenant customer subject principal email login session sid"
                        + " identity identifier owner member consumer caller subscriber subscription device fingerprint project"
                        + " workspace team origin remote peer host partition agent bearer");
        plain(Sense.FILLER, "x per this by the");
        plain(Sense.LOOKALIKE, "page pagination paging offset result results item items row rows record records content"
                + " length size body header headers upload download file files storage disk space memory cpu cache age"
                + " batch depth ttl range password timeout");
        plain(Sense.MARKER, "ratelimit ratelimits ratelimited ratelimiting rate limited limiting");
        plain(Sense.UNKNOWN, "time date at on in after to timestamp epoch utc unix retry renewal minimum info details"
                + " input output");

        for (char initial = 'a'; initial <= 'z'; initial++) {
            String first = String.valueOf(initial);
            BY_INITIAL.add(WORDS.keySet().stream().filter(word -> word.startsWith(first) && isPart(word))
                    .sorted((one, other) -> other.length() - one.length()).toList());
        }
    }

    private HeaderNameVocabulary() {}

    /** Returns the word with this spelling; unknown words have no meaning but their own. */
    static HeaderNameWord word(String spelling) {
        HeaderNameWord known = WORDS.get(spelling);
        return known == null ? HeaderNameWord.unknown(spelling) : known;
    }

    static boolean knows(String spelling) {
        return WORDS.containsKey(spelling);
    }

    /** Returns the spellings that may be parts of a compound, the longest first. */
    static List<String> partsStartingWith(char initial) {
        return initial < 'a' || initial > 'z' ? List.of() : BY_INITIAL.get(initial - 'a');
    }

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
            // audio seconds are counted like any other thing
            String unit = millis >= 1000
                    ? words.substring(0, words.indexOf(' ') < 0 ? words.length() : words.indexOf(' '))
                    : null;
            WORDS.put(word, new HeaderNameWord(word, Sense.TIME_UNIT, null, 0, millis, unit));
        }
    }

    private static void units(String unit, String words) {
        String canonical = words.split(" ")[0];
        for (String word : words.split(" ")) {
            WORDS.putIfAbsent(word,
                    new HeaderNameWord("token".equals(word) ? word : canonical, Sense.UNIT, null, 0, -1, unit));
        }
    }

    private static void paces(String unit, long seconds, String words) {
        for (String word : words.split(" ")) {
            WORDS.put(word, new HeaderNameWord(word, Sense.PACE, null, 0, seconds, unit));
        }
    }

    private static void plain(Sense sense, String words) {
        for (String word : words.split(" ")) {
            WORDS.put(word, new HeaderNameWord(word, sense, null, 0, -1, null));
        }
    }
}
