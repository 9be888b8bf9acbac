package app.quotawatch.keys;

import java.util.List;

/** Which values a configuration key accepts. Immutable. */
public final class Allowed {

    private final String rule;
    private final List<String> choices;
    private final long min;
    private final long max;

    private Allowed(String rule, List<String> choices, long min, long max) {
        this.rule = rule;
        this.choices = choices;
        this.min = min;
        this.max = max;
    }

    static Allowed anything() {
        return new Allowed("", List.of(), 0, 0);
    }

    static Allowed text(String rule) {
        return new Allowed(rule, List.of(), 0, 0);
    }

    static Allowed oneOf(String one, String other) {
        return new Allowed("must be " + one + " or " + other, List.of(one, other), 0, 0);
    }

    static Allowed wholeNumber(long min, long max) {
        return new Allowed("must be a whole number from " + min + " to " + max, List.of(), min, max);
    }

    static Allowed eachWholeNumber(long min, long max) {
        return new Allowed("each must be a whole number from " + min + " to " + max, List.of(), min, max);
    }

    static Allowed positiveNumber() {
        return new Allowed("must be a whole number of 1 or more", List.of(), 1, Long.MAX_VALUE);
    }

    static Allowed seconds(long max) {
        return new Allowed("must be more than 0 and at most " + max + " seconds", List.of(), 0, max);
    }

    static Allowed seconds(double min, long max) {
        return new Allowed("must be from " + min + " to " + max + " seconds", List.of(), 0, max);
    }

    /** Returns what a value must be, as the end of a message; empty if there is no rule. */
    public String rule() {
        return rule;
    }

    /** Returns the accepted values in lower case; empty unless there are only a few. */
    public List<String> choices() {
        return choices;
    }

    /** Returns whether a number is within the range, both ends included. */
    public boolean includes(long number) {
        return number >= min && number <= max;
    }

    /** Returns the end of the range. */
    public long max() {
        return max;
    }

    @Override
    public String toString() {
        return rule;
    }
}
