package app.quotawatch.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Accepts connections on loopback, serves each on a daemon thread, and closes all of them when it is closed. */
final class LoopbackListener implements AutoCloseable {

    private final String name;
    private final Service service;
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    LoopbackListener(String name, Service service) {
        this.name = name;
        this.service = service;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(this::accept);
    }

    /** What is done with a connection. It stays open until the service or the listener closes it. */
    interface Service {

        void serve(Socket socket) throws IOException;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Closes this socket too when the listener is closed. */
    void owns(Socket socket) {
        open.add(socket);
    }

    void run(Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                owns(socket);
                run(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try {
            service.serve(socket);
        } catch (IOException e) {
            // the peer has closed the connection, or the listener was closed
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
