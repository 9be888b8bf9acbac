package app.quotawatch.headers;

import org.jspecify.annotations.Nullable;

/**
 * One word of a header's name, in its canonical spelling. Stage: names.
 *
 * @param role the role of a role word, else {@link Role#UNSTATED}
 * @param rank decides between two role words in a name: the higher one is the role
 * @param seconds the length of a time word, 0 for a month, which has no fixed one; -1 for all other words
 * @param unit what is counted, for a word that states it, else null
 */
record HeaderNameWord(String text, Sense sense, Role role, int rank, long seconds, @Nullable String unit) {

    enum Sense {
        ROLE,
        /** A window: {@code day}, {@code 10s}. */
        TIME,
        /** The unit of a time value: {@code ms}. */
        TIME_UNIT,
        /** What is counted: {@code tokens}. */
        UNIT,
        /** Unit and window in one: {@code rpm}. */
        PACE,
        /** Whose quota it is: {@code app}. */
        SCOPE,
        /** Whom it names: {@code key}. Where the value is not a number, it identifies somebody and is never kept. */
        IDENTITY,
        /** A name for the window follows as the value: {@code resource}. */
        LABEL,
        /** About this call only: {@code cost}, {@code delay}. Never part of a window. */
        COST,
        /** Grammar only: {@code per}. Left out of dimensions, so that "per-day" and "day" are one. */
        FILLER,
        /** Sizes, pages and caches: their limits are not quotas. */
        LOOKALIKE,
        /** {@code ratelimit}: proof that the name is about a quota. */
        MARKER,
        /** Waits for the unit behind it: {@code 10} of {@code 10-second}. */
        NUMBER,
        /** The provider's own word; kept as part of the dimension, since it separates windows. */
        UNKNOWN
    }

    static HeaderNameWord unknown(String text) {
        return new HeaderNameWord(text, Sense.UNKNOWN, Role.UNSTATED, 0, -1, null);
    }

    static HeaderNameWord number(String text) {
        return new HeaderNameWord(text, Sense.NUMBER, Role.UNSTATED, 0, -1, null);
    }

    static HeaderNameWord time(String text, long seconds) {
        return new HeaderNameWord(text, Sense.TIME, Role.UNSTATED, 0, seconds, null);
    }

    boolean is(String other) {
        return text.equals(other);
    }

    boolean is(Sense other) {
        return sense == other;
    }
}
