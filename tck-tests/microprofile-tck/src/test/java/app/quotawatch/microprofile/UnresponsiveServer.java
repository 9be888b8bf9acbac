package app.quotawatch.microprofile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port on which a connection is neither accepted nor refused, for the TCK's tests of the connect timeout: its queue is full and is
 * never emptied. An unroutable address would work only in networks that silently drop such packets.
 */
final class UnresponsiveServer implements AutoCloseable {

    private static final int QUEUED_AT_MOST = 100;
    private static final int FULL_AFTER_MILLIS = 300;

    private final ServerSocket server;
    private final List<Socket> queued = new ArrayList<>();

    private UnresponsiveServer(ServerSocket server) {
        this.server = server;
    }

    static UnresponsiveServer start(int port) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try {
            UnresponsiveServer unresponsive = new UnresponsiveServer(new ServerSocket(port, 1, loopback));
            unresponsive.fill(new InetSocketAddress(loopback, port));
            return unresponsive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill(InetSocketAddress address) throws IOException {
        while (queued.size() < QUEUED_AT_MOST) {
            Socket socket = new Socket();
            queued.add(socket);
            try {
                socket.connect(address, FULL_AFTER_MILLIS);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
        throw new IOException("this system queues more than " + QUEUED_AT_MOST + " connections");
    }

    @Override
    public void close() {
        try {
            for (Socket socket : queued) {
                socket.close();
            }
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
