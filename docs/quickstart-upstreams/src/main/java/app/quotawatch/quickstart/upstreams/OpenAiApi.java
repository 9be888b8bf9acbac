package app.quotawatch.quickstart.upstreams;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

/** Chat completions and embeddings, limited by requests and by tokens. */
final class OpenAiApi implements Api {

    private static final List<String> LABELS = List.of("bug", "enhancement", "documentation", "question");
    private static final int DIMENSIONS = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final Random random;
    private final RefillingBucket requests;
    private final RefillingBucket tokens;

    OpenAiApi(long seed, LongSupplier nanoTime) {
        random = new Random(seed);
        requests = new RefillingBucket(20, Duration.ofSeconds(10), nanoTime);
        tokens = new RefillingBucket(2000, Duration.ofSeconds(20), nanoTime);
    }

    @Override
    public Reply reply(Request request) {
        lock.lock();
        try {
            if (request.is("POST", "/v1/chat/completions")) {
                return limited(tokensOf(request) + 1, this::chat);
            }
            if (request.is("POST", "/v1/embeddings")) {
                return limited(tokensOf(request), this::embedding);
            }
            return error(404, "Invalid URL (" + request.method() + " " + request.path() + ")", "invalid_request_error",
                    null);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Reply fail() {
        return error(500, "The server had an error while processing your request. Sorry about that!", "server_error",
                null);
    }

    private Reply limited(long cost, Work work) {
        if (!requests.has(1)) {
            return rejection("requests", requests, 1);
        }
        if (!tokens.has(cost)) {
            return rejection("tokens", tokens, cost);
        }
        requests.take(1);
        tokens.take(cost);
        return Reply.of(200, work.on(cost)).with(rateLimit());
    }

    private Reply rejection(String what, RefillingBucket bucket, long cost) {
        Duration wait = bucket.until(cost);
        String message = "Rate limit reached for " + what + ": Limit " + bucket.capacity() + ", Used "
                + (bucket.capacity() - bucket.remaining()) + ", Requested " + cost + ". Please try again in "
                + GoDuration.format(wait) + ".";
        return error(429, message, what, "rate_limit_exceeded").with(rateLimit())
                .with(Map.of("retry-after", Long.toString(wait.plusNanos(999_999_999).toSeconds())));
    }

    private Map<String, String> rateLimit() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-ratelimit-limit-requests", Long.toString(requests.capacity()));
        headers.put("x-ratelimit-limit-tokens", Long.toString(tokens.capacity()));
        headers.put("x-ratelimit-remaining-requests", Long.toString(requests.remaining()));
        headers.put("x-ratelimit-remaining-tokens", Long.toString(tokens.remaining()));
        headers.put("x-ratelimit-reset-requests", GoDuration.format(requests.untilFull()));
        headers.put("x-ratelimit-reset-tokens", GoDuration.format(tokens.untilFull()));
        return headers;
    }

    private JsonObject chat(long cost) {
        return Json.createObjectBuilder()
                .add("id", "chatcmpl-" + UUID.randomUUID())
                .add("object", "chat.completion")
                .add("created", Instant.now().getEpochSecond())
                .add("model", "gpt-4o-mini-2024-07-18")
                .add("choices", Json.createArrayBuilder().add(Json.createObjectBuilder()
                        .add("index", 0)
                        .add("message", Json.createObjectBuilder()
                                .add("role", "assistant")
                                .add("content", LABELS.get(random.nextInt(LABELS.size()))))
                        .add("finish_reason", "stop")))
                .add("usage", Json.createObjectBuilder()
                        .add("prompt_tokens", cost - 1).add("completion_tokens", 1).add("total_tokens", cost))
                .build();
    }

    private JsonObject embedding(long cost) {
        JsonArrayBuilder vector = Json.createArrayBuilder();
        random.doubles(DIMENSIONS, -1, 1).forEach(vector::add);
        return Json.createObjectBuilder()
                .add("object", "list")
                .add("data", Json.createArrayBuilder().add(Json.createObjectBuilder()
                        .add("object", "embedding").add("index", 0).add("embedding", vector)))
                .add("model", "text-embedding-3-small")
                .add("usage", Json.createObjectBuilder().add("prompt_tokens", cost).add("total_tokens", cost))
                .build();
    }

    private static Reply error(int status, String message, String type, String code) {
        var error = Json.createObjectBuilder().add("message", message).add("type", type).addNull("param");
        return Reply.of(status, Json.createObjectBuilder()
                .add("error", code == null ? error.addNull("code") : error.add("code", code))
                .build());
    }

    private static long tokensOf(Request request) {
        return 1 + request.body().length() / 4;
    }

    private interface Work {

        JsonObject on(long cost);
    }
}
