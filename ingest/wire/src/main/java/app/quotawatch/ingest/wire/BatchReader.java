package app.quotawatch.ingest.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the body of {@code POST /v1/ingest}: a JSON object with {@code projectApiKey} and {@code events}. A batch is valid as
 * a whole or not at all; it may be empty. Reading stops at the first problem.
 *
 * <p>
 * The limits are part of the wire's contract. They are generous: QuotaWatch sends at most 32 headers, each with a value
 * of at most 256 characters, and endpoints of at most 2,048 characters. A sender that stays within them is never
 * rejected for size, and a receiver can rely on them to bound its memory: an event has at most 64 headers, so a body of
 * 1 MiB cannot become a multiple of that in small strings.
 */
public final class BatchReader {

    /** The largest body, in bytes. */
    public static final int MAX_BYTES = 1024 * 1024;

    /** The largest number of events in a batch. */
    public static final int MAX_EVENTS = 500;

    /** The largest number of characters of a project key. */
    public static final int MAX_KEY_LENGTH = 4096;

    /** The largest number of characters of an API's name or an environment. */
    public static final int MAX_NAME_LENGTH = 512;

    /** The largest number of characters of an endpoint. */
    public static final int MAX_ENDPOINT_LENGTH = 8192;

    /** The largest number of characters of a method. */
    public static final int MAX_METHOD_LENGTH = 64;

    /** The largest number of rate-limit headers of an event. */
    public static final int MAX_HEADERS = 64;

    /** The largest number of characters of a rate-limit header's name, and of its value. */
    public static final int MAX_HEADER_LENGTH = 512;

    private static final List<String> FIELDS = List.of("projectApiKey", "events");

    private final List<ReceivedEvent> events = new ArrayList<>();
    /* A placeholder that is never returned, because a batch without this field is rejected. */
    private String projectApiKey = "";

    private BatchReader() {}

    /**
     * Reads a body to its end, but at most one byte beyond {@link #MAX_BYTES}. Does not close the stream.
     *
     * @throws InvalidBatchException if the body is not a valid batch
     * @throws IOException if the stream cannot be read
     */
    public static Batch read(InputStream body) throws IOException {
        return read(body.readNBytes(MAX_BYTES + 1));
    }

    /**
     * Reads a body.
     *
     * @throws InvalidBatchException if the body is not a valid batch
     */
    public static Batch read(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw InvalidBatchException.tooLarge(MAX_BYTES);
        }
        BatchReader reader = new BatchReader();
        JsonCursor.read(decode(body), json -> json.object("", FIELDS, (name, path) -> reader.field(json, name, path)));
        return new Batch(reader.projectApiKey, reader.events);
    }

    private static String decode(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException malformed) {
            throw InvalidBatchException.malformed("the body is not UTF-8");
        }
    }

    private void field(JsonCursor json, String name, String path) {
        if (name.equals("events")) {
            json.array(path, MAX_EVENTS, element -> events.add(EventReader.read(json, element)));
            return;
        }
        projectApiKey = json.text(path, MAX_KEY_LENGTH);
        if (projectApiKey.isBlank()) {
            throw InvalidBatchException.invalid(path, "must not be blank");
        }
    }
}
