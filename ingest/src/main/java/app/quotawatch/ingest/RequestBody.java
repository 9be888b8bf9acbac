package app.quotawatch.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

/** Reads a JSON body into memory, up to a bound. */
final class RequestBody {

    static final int MAX_BYTES = 1024 * 1024;

    private RequestBody() {}

    static String readJson(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        checkType(headers.getFirst("Content-Type"));
        checkEncoding(headers.getFirst("Content-Encoding"));
        if (declaredBytes(headers.getFirst("Content-Length")) > MAX_BYTES) {
            throw HttpProblem.tooLarge(MAX_BYTES);
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw HttpProblem.tooLarge(MAX_BYTES);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException malformed) {
            throw HttpProblem.badRequest("malformed JSON: the body is not UTF-8");
        }
    }

    private static void checkType(String contentType) {
        String[] parts = contentType == null ? new String[]{""} : contentType.split(";");
        boolean json = parts[0].trim().equalsIgnoreCase("application/json");
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace("\"", "").trim();
            json &= !parameter.regionMatches(true, 0, "charset=", 0, 8) || parameter.equalsIgnoreCase("charset=utf-8");
        }
        if (!json) {
            throw HttpProblem.unsupportedMediaType("Content-Type must be application/json, in UTF-8");
        }
    }

    private static void checkEncoding(String contentEncoding) {
        if (contentEncoding != null && !contentEncoding.equalsIgnoreCase("identity")) {
            throw HttpProblem.unsupportedMediaType("Content-Encoding is not supported; send the JSON as it is");
        }
    }

    private static long declaredBytes(String contentLength) {
        try {
            return contentLength == null ? 0 : Long.parseLong(contentLength.trim());
        } catch (NumberFormatException malformed) {
            throw HttpProblem.badRequest("Content-Length must be a number");
        }
    }
}
