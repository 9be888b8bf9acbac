package app.quotawatch.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.http.Exchange;
import app.quotawatch.ingest.wire.Batch;
import app.quotawatch.ingest.wire.BatchReader;
import app.quotawatch.ingest.wire.InvalidBatchException;

/** {@code POST /v1/ingest}. */
final class IngestHandler implements Route.Handler {

    private static final int MAX_KEY_LENGTH = 256;

    private final EventStore store;
    private final HeavyWork work;
    private final byte @Nullable [] apiKey;

    IngestHandler(EventStore store, HeavyWork work, @Nullable String apiKey) {
        this.store = store;
        this.work = work;
        this.apiKey = apiKey == null ? null : apiKey.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        try {
            receive(exchange);
        } catch (HttpProblem problem) {
            store.reject();
            throw problem;
        }
        Responses.empty(exchange, 202);
    }

    private void receive(Exchange exchange) throws IOException {
        String idempotencyKey = idempotencyKey(exchange);
        byte[] body = RequestBody.read(exchange);
        work.run(() -> {
            store(body, idempotencyKey);
            return true;
        });
    }

    private void store(byte[] body, @Nullable String idempotencyKey) {
        Batch batch = read(body);
        checkKey(batch.projectApiKey());
        try {
            store.add(batch.events(), idempotencyKey);
        } catch (PlanLimitException limit) {
            throw HttpProblem.apiLimit(limit.planApis());
        }
    }

    private static Batch read(byte[] body) {
        try {
            return BatchReader.read(body);
        } catch (InvalidBatchException invalid) {
            throw HttpProblem.invalidBatch(invalid);
        }
    }

    private void checkKey(String projectApiKey) {
        // in constant time, to prevent timing attacks
        if (apiKey != null && !MessageDigest.isEqual(apiKey, projectApiKey.getBytes(StandardCharsets.UTF_8))) {
            throw HttpProblem.unauthorized();
        }
    }

    private static @Nullable String idempotencyKey(Exchange exchange) {
        String key = exchange.header("idempotency-key");
        if (key != null && (key.isBlank() || key.length() > MAX_KEY_LENGTH)) {
            throw HttpProblem.badRequest("Idempotency-Key: must have 1 to " + MAX_KEY_LENGTH + " characters");
        }
        return key;
    }
}
