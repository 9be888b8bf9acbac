package app.quotawatch.headers;

import org.jspecify.annotations.Nullable;

/**
 * One item of the list in a header's value. Numbers are NaN and lengths -1 where the item does not state them: a
 * missing {@code r} is unknown, never zero, or a policy without a state would look exhausted. Stage: values.
 *
 * @param name the name of a structured item, else null
 * @param number the number itself: {@code 100} of {@code 100;w=60}, {@code 32} of {@code 32/40}
 * @param whole what the number is a part of: {@code 40} of {@code 32/40}
 * @param windowSeconds the window it holds for: {@code 60} of {@code 100;w=60}, {@code 100:60}, {@code 100/1m}
 * @param unit what is counted, or null
 * @param remaining the parameter r of the IETF drafts
 * @param resetSeconds the parameter t of the IETF drafts, always a distance in seconds
 */
record ListItem(@Nullable String name, double number, double whole, long windowSeconds, @Nullable String unit,
        double remaining, double resetSeconds) {

    static ListItem of(double number) {
        return new ListItem(null, number, Double.NaN, -1, null, Double.NaN, Double.NaN);
    }

    static ListItem named(String name, double number, long windowSeconds) {
        return new ListItem(name, number, Double.NaN, windowSeconds, null, Double.NaN, Double.NaN);
    }

    boolean isFraction() {
        return !Double.isNaN(whole);
    }

    boolean isWindowed() {
        return windowSeconds >= 0;
    }
}
