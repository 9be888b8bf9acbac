package app.quotawatch.headers;

import java.util.List;

import org.jspecify.annotations.Nullable;

import app.quotawatch.headers.HeaderNameWord.Sense;

/** Finds the role of a header in the words of its name. Stage: names. */
final class HeaderNameRole {

    /*
     * The role is the strongest role word, and among equals the last one: in "hard-limit-remaining" the noun
     * "limit" belongs to the dimension.
     */

    private final HeaderNameParts parts;
    private final List<HeaderNameWord> words;
    private int at = -1;
    private Role role = Role.UNSTATED;

    private HeaderNameRole(HeaderNameParts parts) {
        this.parts = parts;
        this.words = parts.ownWords();
    }

    /** Returns the role, or null if the name is not about a quota. */
    static @Nullable HeaderNameRole of(HeaderNameParts parts) {
        HeaderNameRole found = new HeaderNameRole(parts);
        // A pause comes first, as its names contain words that mean something else elsewhere
        // ("retry-after-ms").
        if (!found.isRetry()) {
            found.find();
            if (!parts.rate() && !HeaderNameProof.isGivenBy(parts, found)) {
                return null;
            }
        }
        return found;
    }

    Role role() {
        return role;
    }

    /** Returns the position of the word that states the role, or -1. */
    int at() {
        return at;
    }

    /* Words for time mean something else beside a time value: "reset-minutes" is a unit, "limit-minute" a window. */
    boolean isTime() {
        return role == Role.RESET || role == Role.WINDOW || role == Role.RETRY;
    }

    /*
     * "Retry-After", "x-ms-retry-after-ms" (Cosmos DB), "X-Retry-In" (Traefik), "X-RateLimit-Retry-After"
     * (MailerLite). A lone "retry" counts only behind the marker, or retry counters would be taken for pauses.
     */
    private boolean isRetry() {
        for (int i = 0; i < words.size(); i++) {
            boolean delay = i + 1 < words.size()
                    && (words.get(i + 1).is("after") || words.get(i + 1).is("in"));
            if (words.get(i).is("retry") && (delay || parts.rate())) {
                at = i;
                role = Role.RETRY;
                return true;
            }
        }
        return false;
    }

    private void find() {
        int best = 0;
        for (int i = 0; i < words.size(); i++) {
            HeaderNameWord word = words.get(i);
            // The cost of this call, a delay or a flag overrides every role: "x-ratelimit-tokens-query-cost"
            // (Mistral), "X-RateLimit-NearLimit" (Confluence), "Used-CurrentRequest" (Freshdesk). Read as
            // limits or use they would move a window with every call.
            if (word.is(Sense.COST)) {
                role = Role.OTHER;
                at = i;
                return;
            }
            // Not "greater than": of two equal words the last one is the role, "limit-limit" being the limit
            // of "limit".
            if (word.is(Sense.ROLE) && word.rank() >= best) {
                best = word.rank();
                at = i;
                role = word.role();
            }
        }
        HeaderNameWord last = words.isEmpty() ? null : words.get(words.size() - 1);
        // "RateLimit" alone: a limit at Ticketmaster, a structured field in the IETF drafts. Its value
        // decides.
        if (last == null) {
            role = parts.rate() ? Role.BARE : Role.UNSTATED;
            return;
        }
        // "X-RateLimit-Resource: core" (GitHub) and "Concurrency-Limit-Type" name the window; they do not
        // limit it.
        if (last.is(Sense.LABEL) && (role == Role.UNSTATED || role == Role.LIMIT)) {
            at = words.size() - 1;
            role = Role.LABEL;
        } else if (parts.rate() && role == Role.UNSTATED && (last.is(Sense.TIME) || last.is(Sense.PACE))) {
            // HubSpot omits the role: "X-HubSpot-RateLimit-Daily" is the limit of the day
            role = Role.LIMIT;
        } else if (role != Role.RETRY && (last.is("unit") || last.is("timeunit"))) {
            // Keap: the unit that "interval" counts
            at = words.size() - 1;
            role = Role.WINDOW;
        } else if (role == Role.REMAINING && (isTimeLeft() || parts.has("ttl"))) {
            // "x-rate-limit-remaining-seconds" of Rollbar, "x-rate-limit-remaining-ip-ttl" of Moralis,
            // "x-ratelimit-timeremaining" of GitHub Models: the time to the reset, never a quota of seconds
            role = Role.RESET;
        } else if (role == Role.REMAINING && parts.has("time") || isCostOfThisRequest(last)) {
            // "time-remaining-xrm-requests" of Dynamics is execution time; it does not lead to a reset
            role = Role.OTHER;
        } else if ((last.is("info") || last.is("details")) && role == Role.LIMIT) {
            // "Sforce-Limit-Info: api-usage=18/5000" of Salesforce: the keys in the value state the role
            role = Role.UNSTATED;
        }
    }

    /* Nothing is counted beside "time" or a unit of time: then it is time that remains. */
    private boolean isTimeLeft() {
        boolean time = false;
        for (int i = 0; i < words.size(); i++) {
            HeaderNameWord word = words.get(i);
            if (word.is(Sense.TIME_UNIT) || word.is("time")) {
                time = true;
            } else if (i != at && !HeaderNameParts.isNoun(word) && !word.is(Sense.FILLER)) {
                return false;
            }
        }
        return time;
    }

    /* A limit by no better word than "quota" or "total": some send under them what was used. */
    boolean isVague() {
        return at >= 0 && switch (words.get(at).text()) {
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
        return parts.name().endsWith("request") && last.is("requests")
                && (role == Role.USED || role == Role.LIMIT && words.get(at).is("quota"));
    }
}
