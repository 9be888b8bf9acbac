package app.quotawatch.headers;

import java.util.List;

/*
 * Providers tell the same window more than once: under several sets of names, with and without a dimension, the limit under
 * one name and the rest under another. Windows are brought together where one has no dimension of its own and nothing in
 * their numbers speaks against it; two that both name a dimension stay two, whatever their numbers are.
 */
/** Brings windows together that are one. */
final class WindowMerger {

    private static final long SAME_INSTANT_SECONDS = 2;

    private WindowMerger() {}

    static void merge(List<WindowDraft> drafts) {
        mergeSameDimension(drafts);
        mergeParts(drafts);
        mergeRepetitions(drafts);
        spreadReset(drafts);
    }

    /** The same dimension under several sets of names: {@code RateLimit-Limit} and {@code X-RateLimit-Limit}. */
    private static void mergeSameDimension(List<WindowDraft> drafts) {
        for (int i = 0; i < drafts.size(); i++) {
            for (int j = drafts.size() - 1; j > i; j--) {
                WindowDraft one = drafts.get(i);
                WindowDraft other = drafts.get(j);
                if (one.dimension.equals(other.dimension) && !one.family.equals(other.family) && agree(one, other)) {
                    one.absorb(other);
                    drafts.remove(j);
                }
            }
        }
    }

    private static boolean agree(WindowDraft one, WindowDraft other) {
        boolean numbers = compatible(one.limit, other.limit) && compatible(one.used, other.used)
                && (one.windowSeconds < 0 || other.windowSeconds < 0 || one.windowSeconds == other.windowSeconds);
        boolean remaining = compatible(one.remaining, other.remaining);
        return numbers && (remaining || sameLimit(one, other) && sameReset(one, other));
    }

    /** Two parts of one window: a rest without a limit, and in the same set exactly one limit without a rest. */
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
            if (parts == 1) {
                part.absorb(whole);
                drafts.remove(i);
                return;
            }
        }
    }

    private static boolean completes(WindowDraft whole, WindowDraft part) {
        boolean limitElsewhere = Double.isNaN(whole.limit) && part.hasOnlyLimit();
        boolean remainingElsewhere = whole.isMetered() && Double.isNaN(whole.remaining) && Double.isNaN(whole.used)
                && part.dimension.equals("requests") && Double.isNaN(part.limit);
        return (limitElsewhere || remainingElsewhere) && countTheSame(whole, part);
    }

    private static boolean countTheSame(WindowDraft plain, WindowDraft named) {
        return named.unit == null || named.unit.equals("requests") || named.unit.equals(plain.unit);
    }

    /** A window without a dimension that says again what one with a dimension says, or its policy. */
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

    /** A reset or a window length without a dimension, beside windows that have none: it is theirs. */
    private static void spreadReset(List<WindowDraft> drafts) {
        for (int i = drafts.size() - 1; i >= 0; i--) {
            WindowDraft plain = drafts.get(i);
            if (plain.isNamed() || plain.isMetered() || drafts.stream().noneMatch(WindowDraft::isMetered)) {
                continue;
            }
            // one reset can't be the end of an hour and of a second
            boolean one = drafts.stream().filter(other -> other.windowSeconds > 0)
                    .mapToLong(other -> other.windowSeconds)
                    .distinct().count() < 2;
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
        return one.reset == null || other.reset == null || Math.abs(one.reset.instant().getEpochSecond()
                - other.reset.instant().getEpochSecond()) <= SAME_INSTANT_SECONDS;
    }
}
