package app.quotawatch.delivery;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;

/** Writes batches in the ingest's format. Written by hand, which keeps the fields in order and needs no reflection. */
final class EventJson implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(EventJson.class.getName());
    private static final int BYTES_PER_EVENT = 320;

    private final @Nullable Jsonb jsonb;
    private volatile @Nullable JsonProvider provider;

    EventJson(JsonApi api) {
        boolean binding = api == JsonApi.BINDING;
        jsonb = binding ? JsonbBuilder.create(new JsonbConfig().withSerializers(new PayloadSerializer())) : null;
        provider = binding ? JsonProvider.provider() : null;
    }

    /* The thread that flushes first may have a context class loader without a provider. */
    private JsonProvider provider() {
        JsonProvider found = provider;
        if (found == null) {
            Thread thread = Thread.currentThread();
            ClassLoader context = thread.getContextClassLoader();
            thread.setContextClassLoader(EventJson.class.getClassLoader());
            try {
                found = JsonProvider.provider();
                provider = found;
            } finally {
                thread.setContextClassLoader(context);
            }
        }
        return found;
    }

    byte[] encode(String apiKey, String environment, List<ApiCall> events) {
        Payload payload = new Payload(apiKey, environment, events);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES_PER_EVENT * events.size());
        if (jsonb == null) {
            try (JsonGenerator json = provider().createGenerator(bytes)) {
                write(payload, json);
            }
        } else {
            jsonb.toJson(payload, bytes);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads the error of a response; its fields are null if the body is not an error. Not bound with JSON-B: Yasson loops
     * endlessly on a body that ends within a value that it skips.
     */
    ErrorBody decodeError(String json) {
        try (JsonReader reader = provider().createReader(new StringReader(json))) {
            JsonObject error = reader.readObject();
            return new ErrorBody(text(error, "error"), text(error, "message"), text(error, "code"));
        } catch (RuntimeException | StackOverflowError notJson) { // parsers differ in what they throw on deep nesting
            return ErrorBody.NONE;
        }
    }

    private static @Nullable String text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text ? text.getString() : null;
    }

    @Override
    public void close() {
        if (jsonb == null) {
            return;
        }
        try {
            jsonb.close();
        } catch (Exception e) {
            // harmless: the instance is not used any more
            LOGGER.log(Level.FINE, "QuotaWatch failed to close JSON-B", e);
        }
    }

    /* Not a record: Yasson calls a record's accessors even if a serializer is given, and fails because this type is private. */
    private static final class Payload {

        final String apiKey;
        final String environment;
        final List<ApiCall> events;

        Payload(String apiKey, String environment, List<ApiCall> events) {
            this.apiKey = apiKey;
            this.environment = environment;
            this.events = events;
        }
    }

    /** The body of an ingest's 4xx response; missing fields are null. */
    record ErrorBody(@Nullable String error, @Nullable String message, @Nullable String code) {

        static final ErrorBody NONE = new ErrorBody(null, null, null);
    }

    private static final class PayloadSerializer implements JsonbSerializer<Payload> {

        @Override
        public void serialize(Payload payload, JsonGenerator json, SerializationContext context) {
            write(payload, json);
        }
    }

    private static void write(Payload payload, JsonGenerator json) {
        json.writeStartObject();
        json.write("projectApiKey", payload.apiKey);
        json.writeStartArray("events");
        for (ApiCall event : payload.events) {
            write(event, payload.environment, json);
        }
        json.writeEnd();
        json.writeEnd();
    }

    private static void write(ApiCall event, String environment, JsonGenerator json) {
        json.writeStartObject();
        json.write("api", event.api());
        json.write("endpoint", event.endpoint());
        json.write("method", event.method());
        json.write("status", event.status());
        json.write("latencyMs", event.latency().toMillis());
        json.write("timestamp", Timestamp.of(event.timestamp()));
        json.write("environment", event.environment().orElse(environment));
        json.write("hit429", event.hit429());
        json.writeStartObject("rateLimitHeaders");
        for (Map.Entry<String, String> header : event.rateLimitHeaders().entrySet()) {
            json.write(header.getKey(), header.getValue());
        }
        json.writeEnd();
        json.writeEnd();
    }
}
