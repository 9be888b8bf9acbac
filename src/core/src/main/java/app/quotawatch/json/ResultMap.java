package app.quotawatch.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Collects the values of a {@link JsonResult}, in order. Not thread-safe. */
public final class ResultMap {

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Creates it without values. */
    public ResultMap() {}

    /** Adds text, such as that of an enum's constant, an instant or a duration. */
    public ResultMap text(String name, Object value) {
        values.put(name, value instanceof Enum<?> constant ? constant.name() : value.toString());
        return this;
    }

    /** Adds text unless it is unknown. */
    public ResultMap text(String name, Optional<?> value) {
        return value.isEmpty() ? this : text(name, value.get());
    }

    /** Adds a whole number. */
    public ResultMap number(String name, long value) {
        values.put(name, value);
        return this;
    }

    /** Adds a whole number unless it is unknown. */
    public ResultMap number(String name, OptionalLong value) {
        return value.isEmpty() ? this : number(name, value.getAsLong());
    }

    /** Adds a whole number unless it is unknown. */
    public ResultMap number(String name, OptionalInt value) {
        return value.isEmpty() ? this : number(name, value.getAsInt());
    }

    /** Adds a number unless it is unknown; JSON has no infinite numbers. */
    public ResultMap decimal(String name, OptionalDouble value) {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            values.put(name, value.getAsDouble());
        }
        return this;
    }

    /** Adds a yes or no. */
    public ResultMap flag(String name, boolean value) {
        values.put(name, value);
        return this;
    }

    /** Adds a result within this one, unless it is unknown. */
    public ResultMap result(String name, Optional<? extends JsonResult> value) {
        value.ifPresent(present -> values.put(name, present.toMap()));
        return this;
    }

    /** Adds results within this one. */
    public ResultMap results(String name, List<? extends JsonResult> results) {
        List<Map<String, Object>> maps = new ArrayList<>(results.size());
        for (JsonResult result : results) {
            maps.add(result.toMap());
        }
        values.put(name, Collections.unmodifiableList(maps));
        return this;
    }

    /** Adds a map whose values are text or numbers, by the text of its keys. */
    public ResultMap map(String name, Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            copy.put(entry.getKey() instanceof Enum<?> constant ? constant.name() : entry.getKey().toString(),
                    entry.getValue());
        }
        values.put(name, Collections.unmodifiableMap(copy));
        return this;
    }

    /** Returns the values, which cannot be changed any more. */
    public Map<String, Object> toMap() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
