package app.quotawatch.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a peer sends: lines, and bytes of a body. */
final class Input {

    private static final int BUFFER_BYTES = 8192;
    private static final int USUAL_LINE = 128;

    private final Transport transport;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private byte[] line = new byte[USUAL_LINE];
    private boolean anyReceived;

    Input(Transport transport) {
        this.transport = transport;
    }

    /** Returns whether anything has been received since {@link #begin()}. */
    boolean anyReceived() {
        return anyReceived;
    }

    /** Begins to wait for a response. */
    void begin() {
        anyReceived = false;
    }

    /** Returns whether the peer has sent or ended anything, although nothing was expected of it. */
    boolean isDisturbed(Attempt attempt) throws IOException {
        if (buffer.hasRemaining()) {
            return true;
        }
        buffer.clear();
        try {
            return transport.poll(buffer, attempt) != 0;
        } finally {
            buffer.flip();
        }
    }

    /** Returns whether bytes were received that nobody has read yet. */
    boolean hasUnread() {
        return buffer.hasRemaining();
    }

    /**
     * Reads a line.
     *
     * @return the line without its end
     * @throws EOFException if the connection ends first
     * @throws ProtocolException if the line is longer, or contains what no line of HTTP contains
     */
    String line(int maxBytes, Attempt attempt) throws IOException {
        int length = 0;
        while (true) {
            int next = next(attempt);
            if (next == '\n') {
                int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                return new String(line, 0, end, StandardCharsets.ISO_8859_1);
            }
            boolean control = next < ' ' && next != '\t' && next != '\r' || next == 0x7f;
            if (control || length > 0 && line[length - 1] == '\r') {
                throw new ProtocolException("not an HTTP response: a control character in its head");
            }
            if (length == maxBytes) {
                throw new ProtocolException("the head of the response is too long");
            }
            if (length == line.length) {
                byte[] longer = new byte[length * 2];
                System.arraycopy(line, 0, longer, 0, length);
                line = longer;
            }
            line[length++] = (byte) next;
        }
    }

    /** Reads some of so many bytes, at least one; -1 at the end of the connection. */
    int read(byte[] target, int offset, int max, Attempt attempt) throws IOException {
        if (!buffer.hasRemaining() && receive(attempt) < 0) {
            return -1;
        }
        int count = Math.min(max, buffer.remaining());
        buffer.get(target, offset, count);
        return count;
    }

    private int next(Attempt attempt) throws IOException {
        if (!buffer.hasRemaining() && receive(attempt) < 0) {
            throw new EOFException(anyReceived
                    ? "the connection ended within the response"
                    : "the connection ended without a response");
        }
        return buffer.get() & 0xff;
    }

    private int receive(Attempt attempt) throws IOException {
        buffer.clear();
        int count;
        try {
            count = transport.read(buffer, attempt);
        } finally {
            buffer.flip();
        }
        anyReceived |= count > 0;
        return count;
    }
}
