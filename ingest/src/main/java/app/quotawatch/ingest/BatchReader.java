package app.quotawatch.ingest;

import java.util.ArrayList;
import java.util.List;

/** Reads the body of {@code POST /v1/ingest}. A batch is valid as a whole or not at all; it may be empty. */
final class BatchReader {

    static final int MAX_EVENTS = 500;

    private static final List<String> FIELDS = List.of("projectApiKey", "events");

    private final List<StoredEvent> events = new ArrayList<>();
    private String projectApiKey;

    private BatchReader() {}

    static Batch read(String body) {
        BatchReader reader = new BatchReader();
        JsonCursor.read(body, json -> json.object("", FIELDS, (name, path) -> reader.field(json, name, path)));
        return new Batch(reader.projectApiKey, reader.events);
    }

    private void field(JsonCursor json, String name, String path) {
        if (name.equals("events")) {
            json.array(path, MAX_EVENTS, element -> events.add(EventReader.read(json, element)));
            return;
        }
        projectApiKey = json.text(path);
        if (projectApiKey.isBlank()) {
            throw HttpProblem.badField(path, "must not be blank");
        }
    }
}
