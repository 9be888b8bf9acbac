package app.quotawatch.ingest.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The body of a request, to its end and no further: of a declared size, or in chunks (RFC 9112, section 7.1). */
final class BodyStream extends InputStream {

    private static final int MAX_CHUNK_DIGITS = 8;
    private static final int MAX_CHUNK_LINE = 256;

    private final InputStream in;
    private final boolean chunked;
    /* Of the body, or of the current chunk. */
    private long remaining;
    private boolean firstChunk = true;
    private boolean ended;

    BodyStream(InputStream in, long contentLength) {
        this.in = in;
        this.chunked = contentLength < 0;
        this.remaining = Math.max(0, contentLength);
        this.ended = contentLength == 0;
    }

    /** Whether the whole body was read, so that the next byte belongs to the next request. */
    boolean ended() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        if (!ended && chunked && remaining == 0) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int read = in.read(buffer, offset, (int) Math.min(length, remaining));
        if (read < 0) {
            throw new EOFException();
        }
        remaining -= read;
        ended = !chunked && remaining == 0;
        return read;
    }

    private void nextChunk() throws IOException {
        if (!firstChunk) {
            endOfLine(in.read());
        }
        firstChunk = false;
        remaining = chunkSize();
        if (remaining == 0) {
            HeadReader.skipTrailers(in);
            ended = true;
        }
    }

    private long chunkSize() throws IOException {
        long size = 0;
        int digits = 0;
        int b = in.read();
        for (int digit = Character.digit(b, 16); digit >= 0; digit = Character.digit(b, 16)) {
            size = size * 16 + digit;
            digits++;
            if (digits > MAX_CHUNK_DIGITS) {
                throw badChunk();
            }
            b = in.read();
        }
        if (digits == 0 || (b != ';' && b != '\r' && b != ' ' && b != '\t')) {
            throw b < 0 ? new EOFException() : badChunk();
        }
        for (int skipped = 0; b != '\r'; skipped++) {
            if (b < 0) {
                throw new EOFException();
            }
            if (skipped == MAX_CHUNK_LINE || b == '\n') {
                throw badChunk();
            }
            b = in.read();
        }
        endOfLine(b);
        return size;
    }

    private void endOfLine(int b) throws IOException {
        if (b < 0) {
            throw new EOFException();
        }
        if (b != '\r' || in.read() != '\n') {
            throw badChunk();
        }
    }

    private static MalformedRequestException badChunk() {
        return MalformedRequestException.malformed("the body has a malformed chunk");
    }
}
