package app.quotawatch.fake;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/** Reads one HTTP/1.1 request, of bounded size. Not thread-safe. */
final class RequestReader {

    private static final int MOST_LINE = 16_384;
    private static final int MOST_HEADERS = 200;
    private static final int MOST_BODY = 32 * 1024 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private String version = "";

    /** @param out where {@code 100 Continue} is written if the client waits for it */
    RequestReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Returns the request, or null if the client has closed the connection. */
    @Nullable
    FakeRequest read() throws IOException {
        String first = line();
        if (first == null) {
            return null;
        }
        String[] parts = first.split(" ");
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
            throw new MalformedRequestException("not a request line");
        }
        version = parts[2];
        readHeaders();
        return new FakeRequest(parts[0], path(parts[1]), headers, new String(body(), StandardCharsets.UTF_8));
    }

    /* A proxy's client sends the whole URL. */
    private static String path(String target) {
        String path = target;
        int scheme = target.indexOf("://");
        if (scheme > 0) {
            int slash = target.indexOf('/', scheme + 3);
            path = slash < 0 ? "/" : target.substring(slash);
        }
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    private void readHeaders() throws IOException {
        for (int count = 0; count <= MOST_HEADERS; count++) {
            String line = requiredLine();
            if (line.isEmpty()) {
                return;
            }
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new MalformedRequestException("not a header");
            }
            headers.merge(line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
        }
        throw new MalformedRequestException("too many headers");
    }

    private byte[] body() throws IOException {
        boolean chunked = "chunked".equalsIgnoreCase(headers.getOrDefault("Transfer-Encoding", ""));
        long length = chunked ? 0 : size(headers.getOrDefault("Content-Length", "0"), 10);
        if ((chunked || length > 0) && "100-continue".equalsIgnoreCase(headers.getOrDefault("Expect", ""))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        return chunked ? chunks() : exactly(length);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String line = requiredLine();
            int extension = line.indexOf(';');
            long size = size((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
            if (size == 0) {
                skipTrailers();
                return body.toByteArray();
            }
            body.write(exactly(size));
            requiredLine();
            if (body.size() > MOST_BODY) {
                throw new MalformedRequestException("too large");
            }
        }
    }

    private void skipTrailers() throws IOException {
        String line = requiredLine();
        while (!line.isEmpty()) {
            line = requiredLine();
        }
    }

    private byte[] exactly(long length) throws IOException {
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static long size(String digits, int radix) throws MalformedRequestException {
        try {
            long size = Long.parseLong(digits, radix);
            if (size >= 0 && size <= MOST_BODY) {
                return size;
            }
        } catch (NumberFormatException e) {
            // as below
        }
        throw new MalformedRequestException("not a size, or too large");
    }

    private String requiredLine() throws IOException {
        String line = line();
        if (line == null) {
            throw new EOFException();
        }
        return line;
    }

    private @Nullable String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int read = in.read();
        if (read < 0) {
            return null;
        }
        while (read >= 0 && read != '\n') {
            if (line.length() == MOST_LINE) {
                throw new MalformedRequestException("too long");
            }
            line.append((char) read);
            read = in.read();
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }

    /** Whether the client may send another request on the connection. */
    boolean keepsAlive() {
        String connection = headers.getOrDefault("Connection", "");
        return version.equals("HTTP/1.1")
                ? !connection.toLowerCase(Locale.ROOT).contains("close")
                : connection.equalsIgnoreCase("keep-alive");
    }
}
