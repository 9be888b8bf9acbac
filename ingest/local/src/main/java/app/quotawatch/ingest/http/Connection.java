package app.quotawatch.ingest.http;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;

/** One connection and the thread that serves it, request after request. */
final class Connection implements Runnable {

    /*
     * A client that is still sending when its connection is closed sees a reset instead of the response. So what it
     * sends is read and discarded first, up to this many bytes.
     */
    private static final int MAX_DRAINED_BYTES = 16 * 1024 * 1024;
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Socket socket;
    private final HttpServer server;
    private final InputStream in;
    /* Written by the connection's thread; read by those that decide which connection to close. */
    private volatile long sinceNanos;
    private volatile long deadlineNanos;
    private volatile boolean idle = true;
    private volatile boolean waiting;
    private volatile boolean closed;

    Connection(Socket socket, HttpServer server) throws IOException {
        this.socket = socket;
        this.server = server;
        this.in = new BufferedInputStream(new Waiting(socket.getInputStream()));
        allow(server.limits().idle());
        socket.setTcpNoDelay(true);
    }

    @Override
    public void run() {
        try {
            while (exchange()) {
                server.slots().free(this);
            }
        } catch (IOException peerIsGone) {
            // closing is all that remains to be done
        } finally {
            close();
            server.slots().free(this);
            server.connections().remove(this);
        }
    }

    /** Serves one request; false if the connection is to be closed. */
    private boolean exchange() throws IOException {
        idle = true;
        allow(server.limits().idle());
        if (server.isClosing()) {
            return false;
        }
        int first = in.read();
        if (first < 0) {
            return false;
        }
        idle = false;
        allow(server.limits().exchange());
        Exchange exchange;
        try {
            RequestHead head = HeadReader.read(first, in);
            exchange = new Exchange(this, head, new BodyStream(in, head.contentLength()));
        } catch (MalformedRequestException problem) {
            server.handler().reject(new Exchange(this, RequestHead.UNREADABLE, new BodyStream(in, 0)), problem);
            linger();
            return false;
        }
        server.handler().handle(exchange);
        return exchange.end();
    }

    /** Discards what the peer still sends, so that it can read the response before the connection is closed. */
    void linger() throws IOException {
        allow(LINGER);
        socket.shutdownOutput();
        drain(in);
    }

    /** Returns whether the stream ended within the limit. */
    static boolean drain(InputStream in) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        int drained = 0;
        while (drained < MAX_DRAINED_BYTES) {
            int read = in.read(buffer);
            if (read < 0) {
                return true;
            }
            drained += read;
        }
        return false;
    }

    void write(byte[] bytes) throws IOException {
        waiting = true;
        try {
            socket.getOutputStream().write(bytes);
        } finally {
            waiting = false;
        }
    }

    /** Begins a new state, which may last this long. */
    void allow(Duration duration) {
        long now = System.nanoTime();
        deadlineNanos = now + duration.toNanos();
        sinceNanos = now;
    }

    HttpServer server() {
        return server;
    }

    InetAddress localAddress() {
        return socket.getLocalAddress();
    }

    long sinceNanos() {
        return sinceNanos;
    }

    boolean isOverdue(long nowNanos) {
        return nowNanos - deadlineNanos > 0;
    }

    boolean isIdle() {
        return idle;
    }

    /** Whether the thread waits for bytes from the peer, or for the peer to read. */
    boolean waitsForPeer() {
        return waiting;
    }

    void checkOpen() throws IOException {
        if (closed) {
            throw new SocketException("closed");
        }
    }

    /** Closes the socket, from any thread: a thread that waits for the peer fails at once. */
    void close() {
        closed = true;
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // nothing is left to release
        }
    }

    private final class Waiting extends FilterInputStream {

        Waiting(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            waiting = true;
            try {
                return in.read(buffer, offset, length);
            } finally {
                waiting = false;
            }
        }
    }
}
