package app.quotawatch.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Arrays;

/** The beginning of a response's body. */
final class ResponseBody {

    private static final int MAX_BYTES = 8192;

    /* A size, an extension and a trailer of a chunk are no content; together they end as well. */
    private static final int MAX_CHUNK_OVERHEAD = 64 * 1024;

    private final Input input;
    private final Attempt attempt;
    private byte[] bytes = new byte[0];
    private int length;
    private boolean whole;
    private int overhead = MAX_CHUNK_OVERHEAD;

    private ResponseBody(Input input, Attempt attempt) {
        this.input = input;
        this.attempt = attempt;
    }

    /**
     * Reads a body until its end, or until there is as much as matters.
     *
     * @throws EOFException if the connection ends before that
     */
    static ResponseBody read(ResponseHead head, Input input, Attempt attempt) throws IOException {
        ResponseBody body = new ResponseBody(input, attempt);
        if (head.isWithoutBody()) {
            body.whole = true;
        } else if (head.isChunked()) {
            body.readChunks();
        } else if (head.contentLength() >= 0) {
            body.whole = body.readContent(head.contentLength());
        } else {
            body.readToEnd();
        }
        return body;
    }

    private void readChunks() throws IOException {
        long size = chunkSize();
        while (size > 0) {
            if (!readContent(size)) {
                return;
            }
            if (!line().isEmpty()) {
                throw new ProtocolException("not an HTTP response: a chunk is longer than its size");
            }
            size = chunkSize();
        }
        while (!line().isEmpty()) {
            // a trailer
        }
        whole = true;
    }

    private long chunkSize() throws IOException {
        String line = line();
        int semicolon = line.indexOf(';');
        String digits = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
        long size = digits.isEmpty() ? -1 : 0;
        for (int i = 0; i < digits.length() && size >= 0; i++) {
            int digit = Character.digit(digits.charAt(i), 16);
            size = digit < 0 || size > Long.MAX_VALUE >> 4 ? -1 : size << 4 | digit;
        }
        if (size < 0) {
            throw new ProtocolException("not an HTTP response: an invalid chunk size");
        }
        return size;
    }

    private String line() throws IOException {
        String line = input.line(overhead, attempt);
        overhead -= Math.min(overhead, line.length() + 2);
        return line;
    }

    /* Reads so many bytes; false if the remainder does not matter. */
    private boolean readContent(long count) throws IOException {
        for (long remaining = count; remaining > 0;) {
            if (length == MAX_BYTES) {
                return false;
            }
            int read = readSome(remaining);
            if (read < 0) {
                throw new EOFException("the connection ended within the response");
            }
            remaining -= read;
        }
        return true;
    }

    private void readToEnd() throws IOException {
        boolean more = true;
        while (more && length < MAX_BYTES) {
            more = readSome(MAX_BYTES) > 0;
        }
        whole = !more;
    }

    private int readSome(long max) throws IOException {
        if (bytes.length == 0) {
            bytes = new byte[(int) Math.min(max, MAX_BYTES)];
        } else if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, MAX_BYTES);
        }
        int read = input.read(bytes, length, (int) Math.min(max, bytes.length - length), attempt);
        length += Math.max(0, read);
        return read;
    }

    /** Returns what was read. */
    byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Returns whether the body was read to its end. */
    boolean isWhole() {
        return whole;
    }
}
