package app.quotawatch.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.http.Exchange;
import app.quotawatch.ingest.wire.Batch;
import app.quotawatch.ingest.wire.BatchHeaders;
import app.quotawatch.ingest.wire.BatchReader;
import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.ingest.wire.InvalidBatchException;

/** {@code POST /v1/ingest}. */
final class IngestHandler implements Route.Handler {

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
        } catch (InvalidBatchException invalid) {
            store.reject();
            throw HttpProblem.invalidBatch(invalid);
        } catch (HttpProblem problem) {
            store.reject();
            throw problem;
        }
        Responses.empty(exchange, 202);
    }

    private void receive(Exchange exchange) throws IOException {
        String idempotencyKey = exchange.header("idempotency-key");
        BatchHeaders.checkIdempotencyKey(idempotencyKey);
        byte[] body = RequestBody.read(exchange);
        work.run(() -> {
            store(body, idempotencyKey);
            return true;
        });
    }

    private void store(byte[] body, @Nullable String idempotencyKey) {
        Batch batch = BatchReader.read(body);
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
            throw HttpProblem.unauthorized("projectApiKey: does not match the key that this ingest was started with");
        }
    }
}
