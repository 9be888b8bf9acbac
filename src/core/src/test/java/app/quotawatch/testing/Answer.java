package app.quotawatch.testing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an {@link IngestDouble} answers to one request. */
public record Answer(int status, Map<String, String> headers, byte[] body) {

    public static Answer of(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }

    public static Answer of(int status, String body) {
        return new Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }
}
