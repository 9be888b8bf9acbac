package app.quotawatch.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Moves bytes to and from the peer, as long as the attempt lasts. */
interface Transport {

    /** Waits for bytes and returns how many were read; -1 at the end of the connection. */
    int read(ByteBuffer target, Attempt attempt) throws IOException;

    /** Reads what has arrived, without waiting; 0 if nothing has, -1 at the end of the connection. */
    int poll(ByteBuffer target, Attempt attempt) throws IOException;

    /**
     * Writes all bytes, unless the peer sends something or ends the connection while it does not accept more.
     *
     * @return whether all bytes were written
     */
    boolean write(ByteBuffer source, Attempt attempt) throws IOException;
}
