package app.quotawatch.fleet.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sends one text for whatever it receives, very often, or a byte now and then: what a Redis cannot be made to do. */
final class EchoServer implements AutoCloseable {

    private static final int TIMES = 10;

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CountDownLatch closed = new CountDownLatch(1);

    EchoServer(String text) throws IOException {
        this(text.repeat(TIMES), false);
    }

    private EchoServer(String text, boolean dripping) throws IOException {
        Thread thread = new Thread(() -> serve(text.getBytes(StandardCharsets.UTF_8), dripping), "echo");
        thread.setDaemon(true);
        thread.start();
    }

    /** Sends a byte each 50 milliseconds, and never a whole reply. */
    static EchoServer dripping() throws IOException {
        return new EchoServer("+" + "x".repeat(10_000), true);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void serve(byte[] text, boolean dripping) {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream();
                byte[] received = new byte[8_192];
                in.read(received);
                if (dripping) {
                    for (byte value : text) {
                        out.write(value);
                        if (closed.await(50, TimeUnit.MILLISECONDS)) {
                            return;
                        }
                    }
                }
                out.write(text);
                out.flush();
                while (in.read(received) > 0) {
                    // until the other side has gone
                }
            } catch (IOException | InterruptedException e) {
                // the other side has gone
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
    }
}
