package app.quotawatch.metrics;

import java.util.Arrays;
import java.util.function.BiConsumer;

/** The tags of one meter, which OpenTelemetry calls attributes. Immutable, with equality by content. */
final class MeterTags {

    private static final MeterTags NONE = new MeterTags();

    private final String[] keysAndValues;

    private MeterTags(String... keysAndValues) {
        this.keysAndValues = keysAndValues;
    }

    static MeterTags none() {
        return NONE;
    }

    /** @param keysAndValues alternating, keys first */
    static MeterTags of(String... keysAndValues) {
        return new MeterTags(keysAndValues);
    }

    String[] keysAndValues() {
        return keysAndValues.clone();
    }

    void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            action.accept(keysAndValues[i], keysAndValues[i + 1]);
        }
    }

    @Override
    public boolean equals(Object other) {
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
