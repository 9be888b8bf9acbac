package app.quotawatch.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.json.bind.adapter.JsonbAdapter;

/** Lets JSON-B write lists of results; loaded only by an implementation of JSON-B. */
public final class JsonbListAdapter
        implements
            JsonbAdapter<ResultList<? extends JsonResult>, List<Map<String, Object>>> {

    /** Called by JSON-B. */
    public JsonbListAdapter() {}

    @Override
    public List<Map<String, Object>> adaptToJson(ResultList<? extends JsonResult> results) {
        List<Map<String, Object>> maps = new ArrayList<>(results.size());
        for (JsonResult result : results) {
            maps.add(result.toMap());
        }
        return maps;
    }

    /**
     * Not supported: results are not read.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public ResultList<? extends JsonResult> adaptFromJson(List<Map<String, Object>> maps) {
        throw new UnsupportedOperationException("QuotaWatch's results are written as JSON, but not read");
    }
}
