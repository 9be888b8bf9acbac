package app.quotawatch.delivery;

import java.util.List;

import app.quotawatch.ApiCall;

/** The delivery's encoder. */
public final class BareEncoder {

    private final BatchWriter writer;

    /** Creates an encoder for an application. */
    public BareEncoder(String apiKey, String environment) {
        writer = new BatchWriter(apiKey, environment);
    }

    /** Returns the body of a request with these events. */
    public byte[] encode(List<ApiCall> events) {
        writer.begin();
        for (ApiCall event : events) {
            if (!writer.add(event)) {
                throw new IllegalArgumentException("too large");
            }
        }
        return writer.end();
    }
}
