package app.quotawatch.benchmarks.encoding;

import java.io.ByteArrayOutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;

/** JSON-P's streaming API as its documentation shows it, with one factory for all batches. */
final class Streaming {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private final JsonGeneratorFactory generators = Json.createGeneratorFactory(Map.of());

    byte[] encode(Payload payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(320 * payload.events().size());
        try (JsonGenerator json = generators.createGenerator(bytes)) {
            json.writeStartObject().write("projectApiKey", payload.projectApiKey()).writeStartArray("events");
            for (Payload.Event event : payload.events()) {
                json.writeStartObject()
                        .write("api", event.api())
                        .write("endpoint", event.endpoint())
                        .write("method", event.method())
                        .write("status", event.status())
                        .write("latencyMs", event.latencyMs())
                        .write("timestamp", TIMESTAMP.format(event.timestamp()))
                        .write("environment", event.environment())
                        .write("hit429", event.hit429())
                        .writeStartObject("rateLimitHeaders");
                event.rateLimitHeaders().forEach(json::write);
                json.writeEnd().writeEnd();
            }
            json.writeEnd().writeEnd();
        }
        return bytes.toByteArray();
    }
}
