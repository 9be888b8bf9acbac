package app.quotawatch.ingest.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A request and its response. Used by one thread. */
public final class Exchange {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};
    /* RFC 9110, 5.6.7: unlike RFC_1123_DATE_TIME, always two digits for the day. */
    private static final DateTimeFormatter DATE = DateTimeFormatter
            .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);
    private static final Map<Integer, String> REASONS = Map.ofEntries(Map.entry(200, "OK"), Map.entry(202, "Accepted"),
            Map.entry(400, "Bad Request"), Map.entry(401, "Unauthorized"), Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"), Map.entry(405, "Method Not Allowed"), Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"), Map.entry(417, "Expectation Failed"),
            Map.entry(421, "Misdirected Request"), Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"), Map.entry(501, "Not Implemented"),
            Map.entry(503, "Service Unavailable"), Map.entry(505, "HTTP Version Not Supported"));
    private static final Duration UNLIMITED = Duration.ofDays(10_000);

    private final Connection connection;
    private final RequestHead head;
    private final BodyStream body;
    private final Map<String, String> responseHeaders = new LinkedHashMap<>();
    private boolean bodyRequested;
    private boolean answered;
    private boolean keepAlive;

    Exchange(Connection connection, RequestHead head, BodyStream body) {
        this.connection = connection;
        this.head = head;
        this.body = body;
        this.keepAlive = head.keepsAlive();
    }

    /** Returns the method, such as {@code GET}. */
    public String method() {
        return head.method();
    }

    /** Returns the path as it was sent, percent-encoded. */
    public String path() {
        return head.path();
    }

    /** Returns the query as it was sent, or null if there is none. */
    public @Nullable String query() {
        return head.query();
    }

    /** Returns a header of the request, or null if it is missing. */
    public @Nullable String header(String nameInLowerCase) {
        return head.headers().get(nameInLowerCase);
    }

    /** Returns our address of the connection. */
    public InetAddress localAddress() {
        return connection.localAddress();
    }

    /** Returns the declared size of the body in bytes, or -1 if it is unknown. */
    public long contentLength() throws IOException {
        return head.contentLength();
    }

    /** Returns the body; it throws {@link MalformedRequestException} where the body breaks a rule of HTTP. */
    public InputStream body() throws IOException {
        if (!bodyRequested && head.expectsContinue() && !body.ended()) {
            connection.write(CONTINUE);
        }
        bodyRequested = true;
        return body;
    }

    /** Waits until a body or a generated response may be in memory. Freed when the exchange ends, at the latest. */
    public void takeSlot() throws IOException {
        connection.server().slots().take(connection);
    }

    /** Ends what {@link #takeSlot()} began. */
    public void freeSlot() {
        connection.server().slots().free(connection);
    }

    /** Sets a header of the response. The value is a constant or a number, never what a peer sent. */
    public void setHeader(String name, String value) {
        responseHeaders.put(name, value);
    }

    /** Closes the connection after the response, instead of reading a body that nobody wants. */
    public void closeAfterwards() {
        keepAlive = false;
    }

    /** Whether a response was begun. */
    public boolean isAnswered() {
        return answered;
    }

    /** Sends the response; its body is left out for HEAD. */
    public void send(int status, byte[] content) throws IOException {
        if (!bodyRequested && head.expectsContinue()) {
            // the peer may wait before it sends the body, or may not
            keepAlive = false;
        }
        setHeader("Content-Length", Integer.toString(content.length));
        connection.write(join(responseHead(status), head.method().equals("HEAD") ? NOTHING : content));
    }

    /** Begins a response that lasts until the connection is closed. */
    public void startStream() throws IOException {
        keepAlive = false;
        connection.write(responseHead(200));
        connection.allow(UNLIMITED);
    }

    /** Sends a part of the stream; a peer that does not read it in the time of an exchange is disconnected. */
    public void push(byte[] part) throws IOException {
        connection.allow(connection.server().limits().exchange());
        connection.write(part);
        connection.allow(UNLIMITED);
    }

    /** Returns whether the connection can be used for another request. */
    boolean end() throws IOException {
        freeSlot();
        if (!answered) {
            return false;
        }
        if (keepAlive) {
            return Connection.drain(body);
        }
        if (!body.ended()) {
            connection.linger();
        }
        return false;
    }

    private byte[] responseHead(int status) {
        answered = true;
        StringBuilder text = new StringBuilder(512).append("HTTP/1.1 ").append(status).append(' ')
                .append(reason(status)).append("\r\nDate: ")
                .append(DATE.format(Instant.now())).append("\r\n");
        responseHeaders.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        if (!keepAlive) {
            text.append("Connection: close\r\n");
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    static String reason(int status) {
        return REASONS.getOrDefault(status, "Unknown");
    }

    /* In one write, so that no part waits for the acknowledgement of another. */
    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream(first.length + second.length);
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
