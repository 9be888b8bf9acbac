package app.quotawatch.ingest;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.http.Exchange;
import app.quotawatch.ingest.http.MalformedRequestException;
import app.quotawatch.ingest.wire.BatchReader;

/** Reads the body of a request, after checking the headers. */
final class RequestBody {

    private RequestBody() {}

    /** Returns the body: at most one byte more than a batch may have. */
    static byte[] read(Exchange exchange) throws IOException {
        checkType(exchange.header("content-type"));
        checkEncoding(exchange.header("content-encoding"));
        if (exchange.contentLength() > BatchReader.MAX_BYTES) {
            throw HttpProblem.tooLarge(BatchReader.MAX_BYTES);
        }
        exchange.takeSlot();
        try {
            return exchange.body().readNBytes(BatchReader.MAX_BYTES + 1);
        } catch (MalformedRequestException malformed) {
            exchange.closeAfterwards();
            throw HttpProblem.malformed(malformed);
        }
    }

    private static void checkType(@Nullable String contentType) {
        String[] parts = contentType == null ? new String[]{""} : contentType.split(";", -1);
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
}
