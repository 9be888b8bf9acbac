package app.quotawatch.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Requests of a sender under test. */
final class Posts {

    static final byte[] BODY = "{\"events\":[]}".getBytes(StandardCharsets.UTF_8);

    /* Longer than a test may take: whatever waits this long hangs. */
    static final long FOREVER = TimeUnit.HOURS.toNanos(1);
    static final long SHORT = TimeUnit.MILLISECONDS.toNanos(300);

    private Posts() {}

    static URI endpoint(URI server) {
        return URI.create(server + "/v1/ingest");
    }

    static HttpSender sender(URI server) {
        return new HttpSender(endpoint(server));
    }

    static HttpSender.Response post(HttpSender sender) throws IOException {
        return sender.post(UUID.randomUUID(), BODY, FOREVER);
    }
}
