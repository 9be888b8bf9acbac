package app.quotawatch.ingest.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Reads the head of a request (RFC 9112, sections 2 to 5) strictly: what two readers could understand differently is rejected. */
final class HeadReader {

    static final int MAX_BYTES = 16 * 1024;
    static final int MAX_HEADERS = 100;

    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";
    /* Headers by which a request is judged or delimited: a second one would be a second opinion. */
    private static final Set<String> SINGLE = Set.of("host", "content-length", "transfer-encoding", "content-type",
            "content-encoding", "idempotency-key", "authorization", "sec-fetch-site", "expect");

    private final InputStream in;
    private int remaining = MAX_BYTES;

    private HeadReader(InputStream in) {
        this.in = in;
    }

    /** Reads a head whose first byte was read already. */
    static RequestHead read(int firstByte, InputStream in) throws IOException {
        return new HeadReader(in).head(firstByte);
    }

    /** Reads the lines after a chunked body, and discards them. */
    static void skipTrailers(InputStream in) throws IOException {
        HeadReader reader = new HeadReader(in);
        while (!reader.line(reader.next()).isEmpty()) {
            // nothing here is of interest
        }
    }

    private RequestHead head(int firstByte) throws IOException {
        int first = firstByte;
        // RFC 9112, 2.2: an empty line before the request is ignored
        if (first == '\r' && next() == '\n') {
            first = next();
        }
        String[] parts = line(first).split(" ", -1);
        if (parts.length != 3 || !isToken(parts[0])) {
            throw MalformedRequestException.malformed("the request line must be METHOD target HTTP/1.1");
        }
        boolean http11 = parts[2].equals("HTTP/1.1");
        if (!http11 && !parts[2].equals("HTTP/1.0")) {
            throw parts[2].matches("HTTP/\\d\\.\\d")
                    ? new MalformedRequestException(505, "the version must be HTTP/1.1")
                    : MalformedRequestException.malformed("the request line must be METHOD target HTTP/1.1");
        }
        Map<String, String> headers = headers();
        String target = originForm(parts[1], headers);
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        @Nullable
        String query = mark < 0 ? null : target.substring(mark + 1);
        RequestHead head = new RequestHead(parts[0], path, query, http11, Map.copyOf(headers));
        head.check();
        return head;
    }

    /* RFC 9112, 3.2.2: a target with an authority overrides Host. */
    private static String originForm(String target, Map<String, String> headers) throws MalformedRequestException {
        for (int i = 0; i < target.length(); i++) {
            if (target.charAt(i) > '~' || target.charAt(i) == '#') {
                throw MalformedRequestException.malformed("the target has an invalid character");
            }
        }
        if (target.startsWith("/") || target.equals("*")) {
            return target;
        }
        if (!target.regionMatches(true, 0, "http://", 0, 7)) {
            throw MalformedRequestException.malformed("the target must begin with /");
        }
        int slash = target.indexOf('/', 7);
        String authority = slash < 0 ? target.substring(7) : target.substring(7, slash);
        if (headers.containsKey("host")) {
            headers.put("host", authority);
        }
        return slash < 0 ? "/" : target.substring(slash);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        int count = 0;
        for (String line = line(next()); !line.isEmpty(); line = line(next())) {
            count++;
            if (count > MAX_HEADERS) {
                throw new MalformedRequestException(431, "at most " + MAX_HEADERS + " headers are accepted");
            }
            int colon = line.indexOf(':');
            if (colon < 0 || !isToken(line.substring(0, colon))) {
                throw MalformedRequestException.malformed("a header must be a name, a colon and a value");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            String before = headers.put(name, line.substring(colon + 1).trim());
            if (before != null) {
                if (SINGLE.contains(name)) {
                    throw MalformedRequestException.malformed(name + ": is duplicated");
                }
                headers.merge(name, before, (value, earlier) -> earlier + ", " + value);
            }
        }
        return headers;
    }

    private String line(int firstByte) throws IOException {
        StringBuilder line = new StringBuilder();
        int b = firstByte;
        while (b != '\r') {
            if ((b < ' ' && b != '\t') || b == 0x7f) {
                throw MalformedRequestException.malformed("lines must end with CR LF and have no control characters");
            }
            line.append((char) b);
            b = next();
        }
        if (next() != '\n') {
            throw MalformedRequestException.malformed("lines must end with CR LF and have no control characters");
        }
        return line.toString();
    }

    private int next() throws IOException {
        if (remaining == 0) {
            throw new MalformedRequestException(431,
                    "request line and headers must have at most " + MAX_BYTES + " bytes");
        }
        remaining--;
        int b = in.read();
        if (b < 0) {
            throw new EOFException();
        }
        return b;
    }

    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean valid = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                    || TOKEN_SYMBOLS.indexOf(c) >= 0;
            if (!valid) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
