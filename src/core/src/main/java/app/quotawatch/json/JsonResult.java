package app.quotawatch.json;

import java.util.Map;

import jakarta.json.bind.annotation.JsonbTypeAdapter;

import com.fasterxml.jackson.annotation.JsonValue;

/** What an application holds of QuotaWatch, written as JSON in one form by each of the libraries that it may use. */
@JsonbTypeAdapter(JsonbResultAdapter.class)
public interface JsonResult {

    /*
     * Both annotations are optional: where a library is absent, the JVM ignores its annotation. A map of plain values is the same
     * for both, whatever they are configured to do with dates, empty values and names, and needs no module of Jackson.
     * JSON-B inherits no annotation, so each result has it again.
     */

    /**
     * Returns the values by name, in the form in which JSON-B and Jackson write them: text, numbers, booleans, lists and maps.
     * Unknown values are absent; instants and durations are in the form of ISO 8601, constants of enums are their names.
     * Immutable.
     */
    @JsonValue
    Map<String, Object> toMap();
}
