package app.quotawatch.tck.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

/**
 * A response whose headers have arrived.
 *
 * @param header looks up a header; null if the response lacks it
 * @param body streams the body; null if the client provides none
 */
public record HttpResult(int status, UnaryOperator<String> header, InputStream body) implements AutoCloseable {

    /** Reads the whole body and closes it. */
    public byte[] read() throws IOException {
        try (this) {
            return body == null ? new byte[0] : body.readAllBytes();
        }
    }

    @Override
    public void close() throws IOException {
        if (body != null) {
            body.close();
        }
    }
}
