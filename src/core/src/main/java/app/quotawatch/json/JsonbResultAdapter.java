package app.quotawatch.json;

import java.util.Map;

import jakarta.json.bind.adapter.JsonbAdapter;

/** Lets JSON-B write results; loaded only by an implementation of JSON-B. */
@SuppressWarnings("rawtypes") // Johnzon casts the arguments of JsonbAdapter to Class
public final class JsonbResultAdapter implements JsonbAdapter<JsonResult, Map> {

    /** Called by JSON-B. */
    public JsonbResultAdapter() {}

    @Override
    public Map<String, Object> adaptToJson(JsonResult result) {
        return result.toMap();
    }

    /**
     * Not supported: results are not read.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public JsonResult adaptFromJson(Map values) {
        throw new UnsupportedOperationException("QuotaWatch's results are written as JSON, but not read");
    }
}
