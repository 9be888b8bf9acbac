package app.quotawatch.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that speaks HTTP only if the test does: it passes each connection to the test. */
public final class HostileServer implements AutoCloseable {

    private final AtomicInteger requests = new AtomicInteger();
    private final Behaviour behaviour;
    private final LoopbackListener listener;

    private HostileServer(Behaviour behaviour) {
        this.behaviour = behaviour;
        this.listener = new LoopbackListener("hostile-server", this::serve);
    }

    /** Starts a server that reads a whole request and then behaves like this; the connection stays open until the server is closed. */
    public static HostileServer start(Behaviour behaviour) {
        return new HostileServer(behaviour);
    }

    /** Starts a server that accepts requests and never responds. */
    public static HostileServer hanging() {
        return new HostileServer((request, out) -> {});
    }

    public URI url() {
        return URI.create("http://localhost:" + listener.port());
    }

    /** Returns how many requests have been read as a whole. */
    public int requests() {
        return requests.get();
    }

    private void serve(Socket socket) throws IOException {
        String request = read(socket.getInputStream());
        requests.incrementAndGet();
        behaviour.respond(request, socket.getOutputStream());
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("the client has closed the connection");
            }
            head.append((char) b);
        }
        String length = head.toString().toLowerCase(Locale.ROOT).split("content-length: ")[1].split("\r")[0];
        return head + new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        listener.close();
    }

    /** What the server does after it has read a request. */
    public interface Behaviour {

        void respond(String request, OutputStream out) throws IOException;
    }
}
