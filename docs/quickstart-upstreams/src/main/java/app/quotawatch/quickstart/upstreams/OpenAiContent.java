package app.quotawatch.quickstart.upstreams;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

import app.quotawatch.fake.FakeRequest;

/** Chat completions, each of which is a label, and embeddings. Deterministic for a given seed. */
final class OpenAiContent implements Function<FakeRequest, Optional<String>> {

    private static final List<String> LABELS = List.of("bug", "enhancement", "documentation", "question");
    private static final int DIMENSIONS = 8;

    private final Random random;

    OpenAiContent(long seed) {
        random = new Random(seed);
    }

    @Override
    public Optional<String> apply(FakeRequest request) {
        return switch (request.method() + " " + request.path()) {
            case "POST /v1/chat/completions" -> Optional.of(chat().toString());
            case "POST /v1/embeddings" -> Optional.of(embedding().toString());
            default -> Optional.empty();
        };
    }

    private JsonObject chat() {
        return Json.createObjectBuilder()
                .add("object", "chat.completion")
                .add("model", "gpt-4o-mini-2024-07-18")
                .add("choices", Json.createArrayBuilder().add(Json.createObjectBuilder()
                        .add("index", 0)
                        .add("message", Json.createObjectBuilder()
                                .add("role", "assistant")
                                .add("content", LABELS.get(random.nextInt(LABELS.size()))))
                        .add("finish_reason", "stop")))
                .build();
    }

    private JsonObject embedding() {
        JsonArrayBuilder vector = Json.createArrayBuilder();
        random.doubles(DIMENSIONS, -1, 1).forEach(vector::add);
        return Json.createObjectBuilder()
                .add("object", "list")
                .add("data", Json.createArrayBuilder().add(Json.createObjectBuilder()
                        .add("object", "embedding").add("index", 0).add("embedding", vector)))
                .add("model", "text-embedding-3-small")
                .build();
    }
}
