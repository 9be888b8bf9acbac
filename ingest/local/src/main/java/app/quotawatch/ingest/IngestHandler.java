package app.quotawatch.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import org.jspecify.annotations.Nullable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import app.quotawatch.ingest.wire.Batch;

/** {@code POST /v1/ingest}. */
final class IngestHandler implements HttpHandler {

    private static final int MAX_KEY_LENGTH = 256;

    private final EventStore store;
    private final byte @Nullable [] apiKey;

    IngestHandler(EventStore store, @Nullable String apiKey) {
        this.store = store;
        this.apiKey = apiKey == null ? null : apiKey.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            receive(exchange);
        } catch (HttpProblem problem) {
            store.reject();
            throw problem;
        }
        Responses.empty(exchange, 202);
    }

    private void receive(HttpExchange exchange) throws IOException {
        String idempotencyKey = idempotencyKey(exchange);
        Batch batch = RequestBody.read(exchange);
        checkKey(batch.projectApiKey());
        try {
            store.add(batch.events(), idempotencyKey);
        } catch (PlanLimitException limit) {
            throw HttpProblem.apiLimit(limit.planApis());
        }
    }

    private void checkKey(String projectApiKey) {
        // in constant time, to prevent timing attacks
        if (apiKey != null && !MessageDigest.isEqual(apiKey, projectApiKey.getBytes(StandardCharsets.UTF_8))) {
            throw HttpProblem.unauthorized();
        }
    }

    private static @Nullable String idempotencyKey(HttpExchange exchange) {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key != null && (key.isBlank() || key.length() > MAX_KEY_LENGTH)) {
            throw HttpProblem.badRequest("Idempotency-Key: must have 1 to " + MAX_KEY_LENGTH + " characters");
        }
        return key;
    }
}
