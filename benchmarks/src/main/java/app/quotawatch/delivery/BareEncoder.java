package app.quotawatch.delivery;

import java.util.List;

import app.quotawatch.ApiCall;

/** The encoder of the delivery. */
public final class BareEncoder {

    private final EventJson json;

    /** Makes an encoder by JSON-B or by JSON-P alone. */
    public BareEncoder(JsonApi api) {
        json = new EventJson(api);
    }

    /** Returns the body of a request with these events. */
    public byte[] encode(String apiKey, String environment, List<ApiCall> events) {
        return json.encode(apiKey, environment, events);
    }
}
