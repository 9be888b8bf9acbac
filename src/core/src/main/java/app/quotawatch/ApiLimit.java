package app.quotawatch;

import java.util.Objects;

/** A limit that an application's owner knows of an API: so many units within a window. Immutable. */
public final class ApiLimit {

    private final Values values;

    private ApiLimit(Values values) {
        this.values = values;
    }

    /**
     * Returns a limit.
     *
     * @param limit how many, 1 or more
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the limit is less than 1
     */
    public static ApiLimit of(LimitUnit unit, LimitWindow window, long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException(
                    key(unit, window) + " = " + limit + ": must be a whole number of 1 or more");
        }
        return unchecked(unit, window, limit);
    }

    /** Of any number, for a builder that reports every wrong one at once. */
    static ApiLimit unchecked(LimitUnit unit, LimitWindow window, long limit) {
        return new ApiLimit(new Values(unit, window, limit));
    }

    /** Returns what is counted. */
    public LimitUnit unit() {
        return values.unit;
    }

    /** Returns the time within which the limit applies. */
    public LimitWindow window() {
        return values.window;
    }

    /** Returns the limit, in the unit, 1 or more. */
    public long limit() {
        return values.limit;
    }

    /**
     * Returns the name of the window in quotas, events and meters: {@code second}, {@code minute}, {@code hourly},
     * {@code daily}, {@code monthly}; of tokens the same with {@code tokens-} before it, but {@code tokens} for those of a day.
     */
    public String windowName() {
        if (values.unit == LimitUnit.REQUESTS) {
            return values.window.windowName();
        }
        String unit = values.unit.unitName();
        return values.window == LimitWindow.DAY ? unit : unit + "-" + values.window.windowName();
    }

    /** Returns the key within {@code quotawatch.apis.ID.limits}, such as {@code requests-per-minute}. */
    public String key() {
        return key(values.unit, values.window);
    }

    /** Returns the key within {@code quotawatch.apis.ID.limits} of a limit, such as {@code requests-per-minute}. */
    public static String key(LimitUnit unit, LimitWindow window) {
        return unit.unitName() + "-per-" + window.word();
    }

    boolean isOf(LimitUnit unit, LimitWindow window) {
        return values.unit == unit && values.window == window;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiLimit same && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Returns the key and the limit, such as {@code requests-per-minute=500}. */
    @Override
    public String toString() {
        return key() + "=" + values.limit;
    }

    private record Values(LimitUnit unit, LimitWindow window, long limit) {

        Values {
            Objects.requireNonNull(unit, "unit");
            Objects.requireNonNull(window, "window");
        }
    }
}
