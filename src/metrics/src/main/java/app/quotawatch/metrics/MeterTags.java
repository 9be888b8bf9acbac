package app.quotawatch.metrics;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The tags of one meter, which OpenTelemetry calls attributes. A tag may have no value: OpenTelemetry has no attribute then, and
 * Micrometer, which requires the same tags of all meters of a name, has {@code none}. Immutable, with equality by content.
 */
final class MeterTags {

    private static final MeterTags EMPTY = new MeterTags();
    private static final String NO_VALUE = "none";

    private final @Nullable String[] keysAndValues;

    private MeterTags(@Nullable String... keysAndValues) {
        this.keysAndValues = keysAndValues;
    }

    static MeterTags none() {
        return EMPTY;
    }

    /** @param keysAndValues alternating, keys first; only values may be null */
    static MeterTags of(@Nullable String... keysAndValues) {
        return new MeterTags(keysAndValues);
    }

    int size() {
        return keysAndValues.length / 2;
    }

    String key(int tag) {
        return String.valueOf(keysAndValues[2 * tag]);
    }

    @Nullable
    String value(int tag) {
        return keysAndValues[2 * tag + 1];
    }

    /** Returns the keys and values, alternating, with {@code none} for a missing value. */
    String[] withoutGaps() {
        String[] complete = new String[keysAndValues.length];
        for (int i = 0; i < complete.length; i++) {
            String text = keysAndValues[i];
            complete[i] = text == null ? NO_VALUE : text;
        }
        return complete;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MeterTags same && Arrays.equals(keysAndValues, same.keysAndValues);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(keysAndValues);
    }

    @Override
    public String toString() {
        return Arrays.toString(keysAndValues);
    }
}
