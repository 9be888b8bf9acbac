package app.quotawatch.tck.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A server that neither accepts nor refuses connections, because as many wait already as the queue holds. */
final class FullQueue implements AutoCloseable {

    private static final int FILL_MILLIS = 200;

    private final ServerSocket server;
    private final List<Socket> waiting = new ArrayList<>();

    private FullQueue(ServerSocket server) {
        this.server = server;
    }

    static FullQueue start() throws IOException {
        FullQueue queue = new FullQueue(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        queue.fill();
        return queue;
    }

    private void fill() {
        try {
            for (int i = 0; i < 3; i++) { // more than the queue holds
                Socket socket = new Socket();
                waiting.add(socket);
                socket.connect(server.getLocalSocketAddress(), FILL_MILLIS);
            }
        } catch (IOException full) {
            // what was wanted
        }
    }

    /* By the address: of a name's other addresses, one might refuse at once. */
    URI url(String path) {
        InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + path);
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : waiting) {
            socket.close();
        }
        server.close();
    }
}
