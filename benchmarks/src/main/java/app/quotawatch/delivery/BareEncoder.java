package app.quotawatch.delivery;

import java.util.List;

import app.quotawatch.ApiCall;

/** The delivery's encoder. */
public final class BareEncoder {

    private final EventJson json;

    /** Creates an encoder that uses JSON-B, or JSON-P alone. */
    public BareEncoder(JsonApi api) {
        json = new EventJson(api);
    }

    /** Returns the body of a request with these events. */
    public byte[] encode(String apiKey, String environment, List<ApiCall> events) {
        return json.encode(apiKey, environment, events);
    }
}
