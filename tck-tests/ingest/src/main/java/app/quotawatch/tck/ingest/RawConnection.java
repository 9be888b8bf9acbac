package app.quotawatch.tck.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A peer that sends and reads what, and when, it likes. */
public final class RawConnection implements AutoCloseable {

    private final Socket socket = new Socket();

    /** Connects to the ingest with this origin. */
    public RawConnection(URI origin) throws IOException {
        // small, so that a response that is not read soon blocks its sender
        socket.setReceiveBufferSize(4 * 1024);
        socket.connect(new InetSocketAddress(origin.getHost(), origin.getPort()));
    }

    /** Sends text in UTF-8. */
    public RawConnection send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Reads until the peer closes. */
    public String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Reads until this text has arrived. */
    public String readUntil(String text) throws IOException {
        StringBuilder read = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (read.indexOf(text) < 0) {
            int b = in.read();
            if (b < 0) {
                throw new AssertionError("closed after " + read);
            }
            read.append((char) b);
        }
        return read.toString();
    }

    /** Whether the peer closed the connection; waits this long for it. */
    public boolean isClosedWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
