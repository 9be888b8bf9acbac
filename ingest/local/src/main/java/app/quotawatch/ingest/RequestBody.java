package app.quotawatch.ingest;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

import app.quotawatch.ingest.wire.Batch;
import app.quotawatch.ingest.wire.BatchReader;
import app.quotawatch.ingest.wire.InvalidBatchException;

/** Reads a batch from a request, after checking the headers. */
final class RequestBody {

    private RequestBody() {}

    static Batch read(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        checkType(headers.getFirst("Content-Type"));
        checkEncoding(headers.getFirst("Content-Encoding"));
        if (declaredBytes(headers.getFirst("Content-Length")) > BatchReader.MAX_BYTES) {
            throw HttpProblem.tooLarge(BatchReader.MAX_BYTES);
        }
        try {
            return BatchReader.read(exchange.getRequestBody());
        } catch (InvalidBatchException invalid) {
            throw HttpProblem.invalidBatch(invalid);
        }
    }

    private static void checkType(@Nullable String contentType) {
        String[] parts = contentType == null ? new String[]{""} : contentType.split(";");
        boolean json = parts[0].trim().equalsIgnoreCase("application/json");
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace("\"", "").trim();
            json &= !parameter.regionMatches(true, 0, "charset=", 0, 8) || parameter.equalsIgnoreCase("charset=utf-8");
        }
        if (!json) {
            throw HttpProblem.unsupportedMediaType("Content-Type must be application/json in UTF-8");
        }
    }

    private static void checkEncoding(@Nullable String contentEncoding) {
        if (contentEncoding != null && !contentEncoding.equalsIgnoreCase("identity")) {
            throw HttpProblem.unsupportedMediaType("Content-Encoding is not supported; send the JSON uncompressed");
        }
    }

    private static long declaredBytes(@Nullable String contentLength) {
        try {
            return contentLength == null ? 0 : Long.parseLong(contentLength.trim());
        } catch (NumberFormatException malformed) {
            throw HttpProblem.badRequest("Content-Length must be a number");
        }
    }
}
