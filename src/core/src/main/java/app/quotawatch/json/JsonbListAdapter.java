package app.quotawatch.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.json.bind.adapter.JsonbAdapter;

/** Lets JSON-B write lists of results; loaded only by an implementation of JSON-B. */
@SuppressWarnings("rawtypes") // Johnzon casts the arguments of JsonbAdapter to Class
public final class JsonbListAdapter implements JsonbAdapter<ResultList, List> {

    /** Called by JSON-B. */
    public JsonbListAdapter() {}

    @Override
    public List<Map<String, Object>> adaptToJson(ResultList results) {
        List<Map<String, Object>> maps = new ArrayList<>(results.size());
        for (Object result : results) {
            maps.add(((JsonResult) result).toMap());
        }
        return maps;
    }

    /**
     * Not supported: results are not read.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public ResultList adaptFromJson(List maps) {
        throw new UnsupportedOperationException("QuotaWatch's results are written as JSON, but not read");
    }
}
