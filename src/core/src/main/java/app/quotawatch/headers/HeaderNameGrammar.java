package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.List;

import app.quotawatch.headers.HeaderNameWord.Sense;

/*
 * name = ["x"] {vendor or scope} ["ratelimit" or "rate" "limit"] {dimension} role {dimension}
 *
 * The words before the rate-limit word tell whose header it is; those behind it tell the role and the dimension, in any order.
 * Without a rate-limit word a name is taken only if it has a role and says what is counted ("x-daily-requests-left"), or
 * speaks of a limit or quota that has a rest or a reset ("x-burstlimit-remaining"): "x-page-limit" and "x-limit" do neither.
 */
/** Reads the name of a header. */
final class HeaderNameGrammar {

    private final String name;
    private final List<HeaderNameWord> vendorWords;
    private final List<HeaderNameWord> ownWords;
    private final String family;
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

    /** Returns what the name says, or {@link HeaderName#NONE}. */
    static HeaderName parse(String name) {
        List<HeaderNameWord> words = HeaderNameSplitter.of(name);
        int from = !words.isEmpty() && words.get(0).is("x") ? 1 : 0;
        for (int i = from; i < words.size(); i++) {
            HeaderNameWord word = words.get(i);
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
        if (!isRetry()) {
            findRole();
            if (!rate && !isQuota()) {
                return HeaderName.NONE;
            }
        }
        boolean personal = ownWords.stream().anyMatch(word -> word.is(Sense.IDENTITY));
        if (personal && (role == Role.UNSTATED || role == Role.LABEL || role == Role.OTHER)) {
            return HeaderName.NONE;
        }
        boolean time = role == Role.RESET || role == Role.WINDOW || role == Role.RETRY;
        long window = windowSeconds();
        return new HeaderName(name, role, family, role == Role.RETRY ? "" : dimension(time), unit(time), window,
                time ? unitMillis() : 0, time && isRelative(), personal,
                !rate && role == Role.USED && window < 0);
    }

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
            if (word.is(Sense.COST)) {
                role = Role.OTHER;
                roleAt = i;
                return;
            }
            if (word.is(Sense.ROLE) && word.rank() >= best) {
                best = word.rank();
                roleAt = i;
                role = word.role();
            }
        }
        HeaderNameWord last = ownWords.isEmpty() ? null : ownWords.get(ownWords.size() - 1);
        if (last == null) {
            role = rate ? Role.BARE : Role.UNSTATED;
            return;
        }
        if (last.is(Sense.LABEL) && (role == Role.UNSTATED || role == Role.LIMIT)) {
            roleAt = ownWords.size() - 1;
            role = Role.LABEL;
        } else if (rate && role == Role.UNSTATED && (last.is(Sense.TIME) || last.is(Sense.PACE))) {
            role = Role.LIMIT;
        } else if (role == Role.REMAINING && has("time") || isCostOfThisRequest(last)) {
            role = Role.OTHER;
        } else if ((last.is("info") || last.is("details")) && role == Role.LIMIT) {
            role = Role.UNSTATED;
        }
    }

    /* "quota-request" and "used-request" speak of one request, "limit-requests" of many */
    private boolean isCostOfThisRequest(HeaderNameWord last) {
        return name.endsWith("request") && last.is("requests")
                && (role == Role.USED || role == Role.LIMIT && ownWords.get(roleAt).is("quota"));
    }

    private boolean isQuota() {
        boolean counted = false;
        boolean windowed = false;
        for (int i = 0; i < ownWords.size(); i++) {
            HeaderNameWord word = ownWords.get(i);
            if (word.is(Sense.LOOKALIKE)) {
                return false;
            }
            boolean noun = i != roleAt && isNoun(word);
            windowed |= word.is(Sense.TIME) || word.is(Sense.PACE);
            counted |= noun || word.is(Sense.UNIT) || word.is(Sense.PACE) || word.is("burst")
                    || word.text().endsWith("api");
        }
        return switch (role) {
            case LIMIT -> (counted || windowed) && isNoun(ownWords.get(roleAt));
            case REMAINING -> counted || windowed;
            case USED -> switch (ownWords.get(roleAt).text()) {
                case "count" -> windowed && counted;
                case "usage" -> counted || windowed || has("app") || has("account");
                default -> counted || windowed;
            };
            case RESET -> counted;
            case WINDOW, LABEL -> counted && (has("limit") || has("quota"));
            case UNSTATED -> has("limit") && (has("info") || has("details"));
            default -> false;
        };
    }

    private boolean has(String text) {
        return ownWords.stream().anyMatch(word -> word.is(text));
    }

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

    /* "reset-sec" says how the reset is told, "limit-sec" which limit it is */
    private boolean isTimeUnit(HeaderNameWord word) {
        boolean time = role == Role.RESET || role == Role.WINDOW || role == Role.RETRY;
        return word.is(Sense.TIME_UNIT) || time && name.endsWith("sec") && word.is("second");
    }

    private long unitMillis() {
        for (int i = ownWords.size() - 1; i > 0 || rate && i >= 0; i--) {
            if (isTimeUnit(ownWords.get(i))) {
                return ownWords.get(i).is(Sense.TIME_UNIT) ? ownWords.get(i).seconds() : 1000;
            }
        }
        return 0;
    }

    private boolean isRelative() {
        return has("after") || has("in") || role == Role.RETRY;
    }

    private String dimension(boolean time) {
        List<HeaderNameWord> words = new ArrayList<>();
        for (HeaderNameWord word : vendorWords) {
            if (word.is(Sense.SCOPE) || word.is(Sense.TIME)) {
                words.add(word);
            }
        }
        for (int i = 0; i < ownWords.size(); i++) {
            HeaderNameWord word = ownWords.get(i);
            boolean ofTheTime = time && (i > 0 || rate) && (isTimeUnit(word) || isTimeWord(word));
            if (i != roleAt && !word.is(Sense.FILLER) && !ofTheTime && !(role == Role.WINDOW && word.is("renewal"))) {
                words.add(word);
            }
        }
        int least = rate ? 0 : 1;
        while (words.size() > least && isNoun(words.get(words.size() - 1))) {
            words.remove(words.size() - 1);
        }
        return texts(words);
    }

    private static boolean isNoun(HeaderNameWord word) {
        return word.is("limit") || word.is("quota");
    }

    private static boolean isTimeWord(HeaderNameWord word) {
        return switch (word.text()) {
            case "time", "date", "at", "on", "in", "after", "to", "until", "timestamp", "epoch", "utc", "unix" -> true;
            default -> false;
        };
    }

    private String unit(boolean time) {
        String unit = null;
        for (int i = 0; i < ownWords.size(); i++) {
            HeaderNameWord word = ownWords.get(i);
            boolean scope = word.is("token") && i > 0
                    && (ownWords.get(i - 1).is(Sense.SCOPE) || ownWords.get(i - 1).is(Sense.IDENTITY));
            boolean named = i != roleAt && word.unit() != null && !scope && !(time && isTimeUnit(word));
            unit = named ? word.unit() : unit;
        }
        for (HeaderNameWord word : ownWords) {
            // tokens_usage_based: a dimension of several words that is written as one
            if (unit == null && word.is(Sense.UNKNOWN) && word.text().indexOf('_') > 0) {
                unit = HeaderNameVocabulary.word(word.text().substring(0, word.text().indexOf('_'))).unit();
            }
        }
        return unit;
    }

    private static String texts(List<HeaderNameWord> words) {
        StringBuilder text = new StringBuilder();
        for (HeaderNameWord word : words) {
            text.append(text.isEmpty() ? "" : "-").append(word.text());
        }
        return text.toString();
    }
}
