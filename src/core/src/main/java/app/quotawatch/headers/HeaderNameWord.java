package app.quotawatch.headers;

/**
 * One word of a header's name, in its canonical spelling.
 *
 * @param role the role of a role word, else null
 * @param rank of two role words in a name the higher one is the role
 * @param seconds the length of a time word, 0 for a month, which has no fixed one; -1 for all other words
 * @param unit what is counted, for a word that says it, else null
 */
record HeaderNameWord(String text, Sense sense, Role role, int rank, long seconds, String unit) {

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
        /** Whom it names: {@code key}. Where no number is told, the value is nobody's business. */
        IDENTITY,
        LABEL,
        COST,
        FILLER,
        /** Sizes, pages and caches: their limits are no quota. */
        LOOKALIKE,
        MARKER,
        NUMBER,
        UNKNOWN
    }

    static HeaderNameWord unknown(String text) {
        return new HeaderNameWord(text, Sense.UNKNOWN, null, 0, -1, null);
    }

    static HeaderNameWord number(String text) {
        return new HeaderNameWord(text, Sense.NUMBER, null, 0, -1, null);
    }

    static HeaderNameWord time(String text, long seconds) {
        return new HeaderNameWord(text, Sense.TIME, null, 0, seconds, null);
    }

    boolean is(String other) {
        return text.equals(other);
    }

    boolean is(Sense other) {
        return sense == other;
    }
}
