package app.quotawatch.server.http;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.wire.BatchHeaders;
import app.quotawatch.ingest.wire.BatchReader;
import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.ingest.wire.InvalidBatchException;
import io.vertx.core.http.HttpServerRequest;

/**
 * What the head of a request specifies about its batch.
 *
 * @param idempotencyKey null if it has none
 * @param length how many bytes the body has; -1 if that is unknown
 * @param expectsContinue whether the body is sent only once it is asked for
 * @param drops what the sender has dropped, by reason; null if that header is malformed
 */
record IngestHead(@Nullable String idempotencyKey, int length, boolean expectsContinue,
        @Nullable Map<String, Long> drops) {

    private static final int UNKNOWN = -1;

    /**
     * Reads the head of a request.
     *
     * @throws HttpProblem if the body needs not be read
     * @throws InvalidBatchException if it cannot be
     */
    static IngestHead of(HttpServerRequest request) {
        if (!request.method().name().equals("POST")) {
            request.response().putHeader("Allow", "POST");
            throw HttpProblem.methodNotAllowed("POST");
        }
        String idempotencyKey = idempotencyKey(request);
        BatchHeaders.checkContent(request.getHeader("Content-Type"), request.getHeader("Content-Encoding"));
        return new IngestHead(idempotencyKey, length(request), expectsContinue(request),
                DroppedHeader.parse(request.headers().getAll("QuotaWatch-Dropped")));
    }

    private static @Nullable String idempotencyKey(HttpServerRequest request) {
        List<String> keys = request.headers().getAll("Idempotency-Key");
        String key = keys.isEmpty() ? null : String.join(", ", keys);
        BatchHeaders.checkIdempotencyKey(key);
        return key;
    }

    private static int length(HttpServerRequest request) {
        if (request.headers().contains("Transfer-Encoding")) {
            return UNKNOWN;
        }
        String length = request.getHeader("Content-Length");
        if (length == null) {
            return 0;
        }
        try {
            long bytes = Long.parseLong(length);
            if (bytes > BatchReader.MAX_BYTES) {
                throw HttpProblem.tooLarge();
            }
            return (int) bytes;
        } catch (NumberFormatException malformed) {
            throw HttpProblem.badRequest("Content-Length must be a number");
        }
    }

    private static boolean expectsContinue(HttpServerRequest request) {
        String expect = request.getHeader("Expect");
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            throw HttpProblem.of(417, "Expectation Failed", "Expect must be 100-continue");
        }
        return expect != null;
    }
}
