package app.quotawatch.headers;

import java.util.Arrays;
import java.util.List;

import app.quotawatch.headers.ResponseClock.ReportedInstant;
import app.quotawatch.time.EpochNanos;

/** Joins drafts that are one window. Stage: assembling. */
final class WindowMerger {

    /*
     * Providers report the same window more than once: under two families (Ship24: RateLimit- and
     * X-RateLimit-), with and without a dimension (Kong: "X-RateLimit-Limit-Second" and the IETF's
     * "RateLimit-Limit"), the limit under one name and what remains under another (Yelp: "dailylimit" and "remaining").
     * Shown as two windows they fire every threshold twice.
     *
     * The opposite error is worse: two windows taken as one show the limit of one with the remaining part of
     * the other. So drafts are joined only if one of them has no dimension of its own, or both have the same,
     * and if nothing in their numbers speaks against it. Two that name different dimensions stay two, whatever
     * their numbers are: equal limits of requests and tokens are an accident.
     *
     * Four steps, from the strongest evidence to the weakest, each on what the one before has left. The order
     * matters: a reset is spread last, when it is certain that no window of its own claims it.
     */

    /*
     * One family sends whole epoch seconds, the other a distance from an arrival that is a moment later
     * (Ship24).
     */
    private static final long SAME_INSTANT_SECONDS = 2;

    private WindowMerger() {}

    static void merge(List<WindowDraft> drafts) {
        mergePercentages(drafts);
        mergeSameDimension(drafts);
        mergeParts(drafts);
        mergeRepetitions(drafts);
        spreadReset(drafts);
    }

    /**
     * The same dimension in several families: {@code RateLimit-Limit} and {@code X-RateLimit-Limit}. From the end, so
     * that removing one does not move those that are still to be compared.
     */
    private static void mergeSameDimension(List<WindowDraft> drafts) {
        for (int i = 0; i < drafts.size(); i++) {
            for (int j = drafts.size() - 1; j > i; j--) {
                WindowDraft one = drafts.get(i);
                WindowDraft other = drafts.get(j);
                boolean same = one.dimension.equals(other.dimension)
                        ? !one.family.equals(other.family)
                        : complement(one, other) && one.key().equals(other.key());
                if (same && agree(one, other)) {
                    one.absorb(other);
                    drafts.remove(j);
                }
            }
        }
    }

    /**
     * Returns the words of a dimension in one order, without what every limit counts: {@code requests-minute} and {@code
     * minute} are one window that is reported under different names.
     */
    static String key(String dimension) {
        if (dimension.indexOf('-') < 0) {
            return dimension;
        }
        String[] words = dimension.split("-");
        Arrays.sort(words);
        StringBuilder key = new StringBuilder();
        for (String word : words) {
            if (!word.equals("requests")) {
                key.append(key.isEmpty() ? "" : "-").append(word);
            }
        }
        return key.isEmpty() ? "requests" : key.toString();
    }

    /* Parts of one window have no number twice. */
    private static boolean complement(WindowDraft one, WindowDraft other) {
        return (Double.isNaN(one.limit) || Double.isNaN(other.limit))
                && (Double.isNaN(one.remaining) || Double.isNaN(other.remaining))
                && (Double.isNaN(one.used) || Double.isNaN(other.used)) && (one.reset == null || other.reset == null)
                && !one.isStructured() && !other.isStructured() && countTheSame(one, other) && countTheSame(other, one);
    }

    /** A percentage and the reset of the same name: a utilization without a limit (Anthropic). */
    private static void mergePercentages(List<WindowDraft> drafts) {
        for (int i = drafts.size() - 1; i >= 0; i--) {
            WindowDraft bare = drafts.get(i);
            if (bare.isMetered()) {
                continue;
            }
            for (WindowDraft percent : drafts) {
                if (percent.dimension.equals(bare.dimension + "%") && percent.family.equals(bare.family)
                        && percent.reset == null) {
                    percent.reset = bare.reset;
                    percent.windowSeconds = percent.windowSeconds < 0 ? bare.windowSeconds : percent.windowSeconds;
                    drafts.remove(i);
                    break;
                }
            }
        }
    }

    /*
     * Differing remaining numbers may come from two layers that count the same window (a gateway is a call
     * ahead): limit and reset then have to agree. Anything else that differs is proof of two windows.
     */
    private static boolean agree(WindowDraft one, WindowDraft other) {
        boolean numbers = compatible(one.limit, other.limit) && compatible(one.used, other.used)
                && (one.windowSeconds < 0 || other.windowSeconds < 0 || one.windowSeconds == other.windowSeconds);
        boolean remaining = compatible(one.remaining, other.remaining);
        return numbers && (remaining || sameLimit(one, other) && sameReset(one, other));
    }

    /**
     * Two parts of one window: remaining without a limit, and in the same family exactly one limit without remaining.
     * With two candidates it would be a guess.
     */
    private static void mergeParts(List<WindowDraft> drafts) {
        for (int i = 0; i < drafts.size(); i++) {
            WindowDraft whole = drafts.get(i);
            if (whole.isNamed() || !whole.isMetered()) {
                continue;
            }
            WindowDraft part = null;
            int parts = 0;
            for (WindowDraft other : drafts) {
                if (other.isNamed() && other.family.equals(whole.family) && completes(whole, other)) {
                    part = other;
                    parts++;
                }
            }
            if (part != null && parts == 1) {
                part.absorb(whole);
                drafts.remove(i);
                return;
            }
        }
    }

    private static boolean completes(WindowDraft whole, WindowDraft part) {
        // Yelp: the limit is called "dailylimit", remaining has no dimension.
        boolean limitElsewhere = Double.isNaN(whole.limit) && part.hasOnlyLimit();
        // The other way round, and only for requests, which is what a limit without a dimension counts.
        boolean remainingElsewhere = whole.isMetered() && Double.isNaN(whole.remaining) && Double.isNaN(whole.used)
                && part.dimension.equals("requests") && Double.isNaN(part.limit);
        return (limitElsewhere || remainingElsewhere) && countTheSame(whole, part);
    }

    /*
     * A limit without a dimension counts requests, so it never completes or repeats a window of tokens or
     * pages.
     */
    private static boolean countTheSame(WindowDraft plain, WindowDraft named) {
        return named.unit == null || named.unit.equals("requests") || named.unit.equals(plain.unit);
    }

    /**
     * A window without a dimension that repeats one with a dimension (Kong), or the state of a window whose
     * structured policy has a name. Equal limits alone are not enough: remaining must be equal, too, except
     * beside a structured policy, which has none.
     */
    private static void mergeRepetitions(List<WindowDraft> drafts) {
        for (int i = drafts.size() - 1; i >= 0; i--) {
            WindowDraft plain = drafts.get(i);
            if (plain.isNamed()) {
                continue;
            }
            for (WindowDraft named : drafts) {
                boolean sameRemaining = plain.remaining == named.remaining
                        || named.isStructured() && named.hasOnlyLimit();
                if (named.isNamed() && sameLimit(plain, named) && sameRemaining && agree(plain, named)
                        && countTheSame(plain, named)) {
                    named.absorb(plain);
                    drafts.remove(i);
                    break;
                }
            }
        }
    }

    /** A reset or a length of the window without a dimension, beside windows that lack it: it is theirs. */
    private static void spreadReset(List<WindowDraft> drafts) {
        for (int i = drafts.size() - 1; i >= 0; i--) {
            WindowDraft plain = drafts.get(i);
            if (plain.isNamed() || plain.isMetered() || drafts.stream().noneMatch(WindowDraft::isMetered)) {
                continue;
            }
            // one reset cannot be the end of an hour and of a second (Contentful): then it belongs to neither
            boolean one = drafts.stream().filter(other -> other.windowSeconds > 0)
                    .mapToLong(other -> other.windowSeconds)
                    .distinct().count() < 2;
            // Only if all windows lack it: a provider that sends some resets per dimension means the lone
            // one for something else.
            boolean free = drafts.stream()
                    .allMatch(other -> !other.isMetered() || other.reset == null && other.family.equals(plain.family));
            if (one && free) {
                drafts.stream().filter(WindowDraft::isMetered).forEach(other -> {
                    other.reset = plain.reset;
                    other.windowSeconds = other.windowSeconds < 0 ? plain.windowSeconds : other.windowSeconds;
                });
            }
            drafts.remove(i);
        }
    }

    private static boolean compatible(double one, double other) {
        return Double.isNaN(one) || Double.isNaN(other) || one == other;
    }

    private static boolean sameLimit(WindowDraft one, WindowDraft other) {
        return one.limit == other.limit;
    }

    private static boolean sameReset(WindowDraft one, WindowDraft other) {
        return one.reset == null || other.reset == null || isSameInstant(one.reset, other.reset);
    }

    static boolean isSameInstant(ReportedInstant one, ReportedInstant other) {
        return Math.abs(EpochNanos.secondOf(one.nanos()) - EpochNanos.secondOf(other.nanos())) <= SAME_INSTANT_SECONDS;
    }
}
