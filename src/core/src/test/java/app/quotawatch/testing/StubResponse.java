package app.quotawatch.testing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The response of an {@link IngestDouble} to one request. */
public record StubResponse(int status, Map<String, String> headers, byte[] body) {

    public static StubResponse of(int status) {
        return new StubResponse(status, Map.of(), new byte[0]);
    }

    public static StubResponse of(int status, String body) {
        return new StubResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    public StubResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new StubResponse(status, more, body);
    }
}
