package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.quotawatch.headers.HeaderNameWord.Sense;

/** Finds what a header's name states about the window: what is limited, what is counted, and how long. Stage: names. */
final class HeaderNameDimension {

    /*
     * Dimensions are canonical ("daily" and "day" are one), because the group of a header is its family and its
     * dimension: a limit and a reset whose names differ only in spelling must meet in the same group.
     */

    private final HeaderNameParts parts;
    private final List<HeaderNameWord> words;
    private final HeaderNameRole role;

    HeaderNameDimension(HeaderNameParts parts, HeaderNameRole role) {
        this.parts = parts;
        this.words = parts.ownWords();
        this.role = role;
    }

    /*
     * Both sides of the marker may name the window: "X-Contentful-RateLimit-Hour-Limit" and
     * "X-Daily-RateLimit-Token-Limit". If both do, the one behind the marker wins. A month has no fixed length and
     * stays unknown, although its name is kept: 30 days would make the ledger start a new window on the wrong day.
     */
    long windowSeconds() {
        long seconds = -1;
        for (List<HeaderNameWord> part : List.of(parts.vendorWords(), words)) {
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
        return word.is(Sense.TIME_UNIT) || role.isTime() && parts.name().endsWith("sec") && word.is("second");
    }

    /*
     * From the end, where the unit of a time is written. The first word of a name without the marker is what
     * is counted, never a unit. A unit in the name is the only evidence that overrides the size of the
     * number (see ResponseClock): "X-Rate-Limit-Time-Reset-Ms: 20649" of BigCommerce is 21 seconds, not six
     * hours.
     */
    long unitMillis() {
        for (int i = words.size() - 1; i > 0 || parts.rate() && i >= 0; i--) {
            if (isTimeUnit(words.get(i))) {
                return words.get(i).is(Sense.TIME_UNIT) ? words.get(i).seconds() : 1000;
            }
        }
        return 0;
    }

    /* Matters only for hh:mm:ss: behind "after" it is a duration, elsewhere a time of day without a date. */
    boolean isRelative() {
        return parts.has("after") || parts.has("in") || role.role() == Role.RETRY;
    }

    /** Returns what is limited, in canonical words; empty where the name does not state it. */
    String text() {
        if (role.role() == Role.RETRY) {
            return "";
        }
        List<HeaderNameWord> named = new ArrayList<>();
        for (HeaderNameWord word : parts.vendorWords()) {
            // Zendesk and Riot limit several things under one marker; a brand in the dimension would be
            // noise in every name that is shown, and is in the family already.
            // What is counted may be named there, too ("X-OrderRequest-RateLimit-Remaining" of bitFlyer).
            if (word.is(Sense.SCOPE) || word.is(Sense.TIME) || word.is(Sense.UNIT)) {
                named.add(word);
            }
        }
        for (int i = 0; i < words.size(); i++) {
            HeaderNameWord word = words.get(i);
            // "reset-after", "resettime" and "reset-ms" must land in the group of their limit, so words
            // about the time itself are not part of the dimension; neither is the "renewal" of Azure
            // OpenAI's "Renewalperiod-Requests".
            boolean ofTheTime = role.isTime() && (i > 0 || parts.rate()) && (isTimeUnit(word) || isTimeWord(word));
            if (i != role.at() && !word.is(Sense.FILLER) && !ofTheTime && !isTotal(i)
                    && !(role.role() == Role.WINDOW && (word.is("renewal") || isWindowWord(word)))) {
                named.add(word);
            }
        }
        // "hard-limit-limit" and "hard-limit-remaining" are one window. Without the marker one noun must
        // stay, or "X-Quota-Limit" would lose its only name and merge with the rate limit beside it.
        int least = parts.rate() ? 0 : 1;
        while (named.size() > least && HeaderNameParts.isNoun(named.get(named.size() - 1))) {
            named.remove(named.size() - 1);
        }
        return HeaderNameParts.texts(named);
    }

    /* "limit-total" and "limit-max" are one role in two words. */
    private boolean isTotal(int i) {
        return role.role() == Role.LIMIT && i == words.size() - 1 && i == role.at() + 1 && words.get(i).is(Sense.ROLE)
                && words.get(i).role() == Role.LIMIT && !HeaderNameParts.isNoun(words.get(i));
    }

    /* "quota-time-unit" and "quota-interval" are about one window. */
    private static boolean isWindowWord(HeaderNameWord word) {
        return word.is("time") || word.is("unit") || word.is(Sense.ROLE) && word.role() == Role.WINDOW;
    }

    private static boolean isTimeWord(HeaderNameWord word) {
        return switch (word.text()) {
            case "time", "date", "at", "on", "in", "after", "to", "until", "timestamp", "epoch", "utc", "unix",
                    "next", "ttl" ->
                true;
            default -> false;
        };
    }

    @Nullable
    String unit() {
        String unit = null;
        for (int i = 0; i < words.size(); i++) {
            HeaderNameWord word = words.get(i);
            // The token of "api-token-max" (Trello) is an access token: requests are counted, not tokens of
            // a model. Concurrent requests are not counted like requests.
            boolean named = i != role.at() && word.unit() != null && !parts.isCredential(i)
                    && !(role.isTime() && isTimeUnit(word)) && !"concurrency".equals(unit);
            unit = named ? word.unit() : unit;
        }
        for (HeaderNameWord word : parts.vendorWords()) {
            unit = unit == null ? word.unit() : unit;
        }
        for (HeaderNameWord word : words) {
            // "tokens_usage_based" of OpenAI: several words written as one, and still tokens are counted. In
            // "orders_anonymous" the first word may as well be the name of a route.
            if (unit == null && word.is(Sense.UNKNOWN) && word.text().startsWith("tokens_")) {
                unit = "tokens";
            }
        }
        // a utilization is a part of a limit that is not disclosed
        return unit == null && role.role() == Role.USED && words.get(role.at()).text().startsWith("utili")
                ? "percent"
                : unit;
    }
}
