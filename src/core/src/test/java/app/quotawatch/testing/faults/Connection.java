package app.quotawatch.testing.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One connection of a {@link FaultyServer}, seen from the server. */
public final class Connection {

    private static final int END_OF_HEAD = 0x0d0a0d0a;

    private final Socket socket;
    private final PushbackInputStream in;
    private final Consumer<Request> work;
    private final CountDownLatch closed;

    Connection(Socket socket, Consumer<Request> work, CountDownLatch closed) throws IOException {
        this.socket = socket;
        this.in = new PushbackInputStream(socket.getInputStream());
        this.work = work;
        this.closed = closed;
    }

    /** Waits for a request; false if the client goes instead. */
    boolean awaitRequest() throws IOException {
        if (socket.isClosed()) {
            return false;
        }
        int first = in.read();
        if (first >= 0) {
            in.unread(first);
        }
        return first >= 0;
    }

    /** Reads the request as a whole. */
    public Request read() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(256);
        int last = 0;
        while (last != END_OF_HEAD) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the client has gone");
            }
            head.write(next);
            last = last << 8 | next;
        }
        Request request = new Request(head.toString(StandardCharsets.ISO_8859_1), new byte[0]);
        int length = request.header("content-length").map(Integer::parseInt).orElse(0);
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            // half a batch is not work to be done: its key would make the whole one that follows look like a repetition
            throw new EOFException("the client has gone");
        }
        return new Request(request.head(), body);
    }

    /** Does with a request what the server is there for, whether or not the client gets to know. */
    public void work(Request request) {
        work.accept(request);
    }

    /** Sends these characters, a byte each. */
    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Waits, but not beyond the server's end. */
    public void pause(long millis) throws IOException {
        try {
            if (closed.await(millis, TimeUnit.MILLISECONDS)) {
                throw new IOException("the server was closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Says nothing more until the client goes. */
    public void hold() throws IOException {
        while (in.read() >= 0) {
            // whatever it says
        }
    }

    /** Ends the connection. */
    public void end() throws IOException {
        socket.close();
    }

    /** Ends the connection as a crash does. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
