package app.quotawatch.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/** A request as bytes, piece by piece. */
final class Request {

    static final String USER_AGENT = "User-Agent: quotawatch-java\r\n";

    /*
     * The JDK copies what a channel writes into a buffer outside the heap that the thread keeps as long as it lives, as large as
     * the largest write. The thread may be one of the application's.
     */
    private static final int PIECE_BYTES = 32 * 1024;

    private final byte[] head;
    private final byte[] body;
    private final ByteBuffer piece;
    private int written;

    private Request(byte[] head, byte[] body) {
        this.head = head;
        this.body = body;
        piece = ByteBuffer.allocate(Math.min(PIECE_BYTES, head.length + body.length)).limit(0);
    }

    /**
     * Writes a POST of JSON.
     *
     * @param absolute whether the target is the whole URL, as a proxy needs it
     * @param proxyAuthorization the value of that header; null if there is none
     */
    static Request post(Endpoint endpoint, boolean absolute, Post post, @Nullable String proxyAuthorization) {
        StringBuilder head = new StringBuilder(256);
        head.append("POST ").append(absolute ? endpoint.absoluteForm() : endpoint.originForm()).append(" HTTP/1.1\r\n")
                .append("Host: ").append(endpoint.hostHeader()).append("\r\n").append(USER_AGENT)
                .append("Content-Type: application/json\r\nContent-Length: ").append(post.json().length)
                .append("\r\nIdempotency-Key: ").append(post.idempotencyKey()).append("\r\n");
        if (post.dropped() != null) {
            head.append("QuotaWatch-Dropped: ").append(post.dropped()).append("\r\n");
        }
        return of(head, post.json(), proxyAuthorization);
    }

    /** Writes a request for a tunnel to the endpoint. */
    static Request connect(Endpoint endpoint, @Nullable String proxyAuthorization) {
        String target = endpoint.hostAndPort();
        StringBuilder head = new StringBuilder(256);
        head.append("CONNECT ").append(target).append(" HTTP/1.1\r\nHost: ").append(target).append("\r\n")
                .append(USER_AGENT);
        return of(head, new byte[0], proxyAuthorization);
    }

    private static Request of(StringBuilder head, byte[] body, @Nullable String proxyAuthorization) {
        if (proxyAuthorization != null) {
            head.append("Proxy-Authorization: ").append(proxyAuthorization).append("\r\n");
        }
        return new Request(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1), body);
    }

    /** Returns what is to be written next; nothing remains in it at the end of the request. */
    ByteBuffer piece() {
        if (!piece.hasRemaining()) {
            piece.clear();
            if (written < head.length) {
                put(head, written);
            }
            if (written >= head.length) {
                put(body, written - head.length);
            }
            piece.flip();
        }
        return piece;
    }

    private void put(byte[] source, int from) {
        int count = Math.min(piece.remaining(), source.length - from);
        piece.put(source, from, count);
        written += count;
    }
}
