package app.quotawatch.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** A TCP connection whose every operation obeys the attempt; may be connected again after a failure. */
final class TcpSocket implements Transport {

    /*
     * A blocking socket has no deadline for writing, and none for the sum of many reads. A non-blocking one waits only on its
     * selector, which a deadline, an interrupt and an abort can end. The selector exists before the channel, so that the look-up
     * of a name is waited for in the same way.
     */
    private final Abort abort;
    private final Selector selector;
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;

    TcpSocket(Abort abort) throws IOException {
        this.abort = abort;
        selector = Selector.open();
        abort.waiting(selector);
    }

    /** Returns what wakes this socket's thread from its wait. */
    Selector selector() {
        return selector;
    }

    /** Waits until the selector is woken. */
    void awaitWakeup(Attempt attempt) throws IOException {
        selector.select(attempt.remainingMillis());
        attempt.check();
    }

    /** Connects to the first of these addresses that accepts a connection. */
    void connect(InetAddress[] addresses, int port, Attempt attempt) throws IOException {
        for (int i = 0;; i++) {
            int untried = addresses.length - i;
            try {
                // an address that does not respond must leave time for the others
                connect(new InetSocketAddress(addresses[i], port), untried == 1 ? attempt : attempt.share(untried));
                return;
            } catch (IOException e) {
                attempt.check();
                if (untried == 1) {
                    throw e;
                }
                disconnect();
            }
        }
    }

    private void connect(InetSocketAddress address, Attempt attempt) throws IOException {
        SocketChannel opened = SocketChannel.open();
        channel = opened;
        opened.configureBlocking(false);
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = opened.register(selector, 0);
        try {
            boolean connected = opened.connect(address);
            while (!connected) {
                await(SelectionKey.OP_CONNECT, attempt);
                connected = opened.finishConnect();
            }
        } catch (ConnectException e) {
            throw "Connection refused".equals(e.getMessage()) ? new ConnectException("connection refused") : e;
        }
        // a port of this machine on which nothing listens may be chosen as the local one, and then connects to itself
        if (opened.getLocalAddress().equals(opened.getRemoteAddress())) {
            throw new ConnectException("connection refused");
        }
    }

    @Override
    public int read(ByteBuffer target, Attempt attempt) throws IOException {
        while (true) {
            int count = poll(target, attempt);
            if (count != 0) {
                return count;
            }
            await(SelectionKey.OP_READ, attempt);
        }
    }

    @Override
    public int poll(ByteBuffer target, Attempt attempt) throws IOException {
        attempt.check();
        return channel().read(target);
    }

    @Override
    public boolean write(ByteBuffer source, Attempt attempt) throws IOException {
        return write(source, SelectionKey.OP_WRITE | SelectionKey.OP_READ, attempt);
    }

    /** Writes all bytes, whatever the peer sends meanwhile. */
    void writeAll(ByteBuffer source, Attempt attempt) throws IOException {
        write(source, SelectionKey.OP_WRITE, attempt);
    }

    private boolean write(ByteBuffer source, int ops, Attempt attempt) throws IOException {
        while (source.hasRemaining()) {
            attempt.check();
            if (channel().write(source) == 0 && await(ops, attempt) == SelectionKey.OP_READ) {
                return false;
            }
        }
        return true;
    }

    /** Writes what can be written without waiting. */
    void offer(ByteBuffer source) throws IOException {
        channel().write(source);
    }

    /* Returns what the channel is ready for; 0 if something else ended the wait. */
    private int await(int ops, Attempt attempt) throws IOException {
        SelectionKey registered = key;
        if (registered == null) {
            throw new ClosedChannelException();
        }
        registered.interestOps(ops);
        selector.select(attempt.remainingMillis());
        Set<SelectionKey> selected = selector.selectedKeys();
        // a key that was not selected still has the ready set of an earlier wait
        int ready = selected.isEmpty() ? 0 : registered.readyOps();
        selected.clear();
        attempt.check();
        return ready;
    }

    private SocketChannel channel() throws IOException {
        SocketChannel open = channel;
        if (open == null) {
            throw new ClosedChannelException();
        }
        return open;
    }

    /** Ends the connection; another one may follow. */
    void disconnect() throws IOException {
        SocketChannel open = channel;
        if (open != null) {
            open.close();
            // a registered channel keeps its descriptor until its selector has noticed
            selector.selectNow();
            channel = null;
            key = null;
        }
    }

    /** Releases all descriptors; harmless if they are released. */
    void close() throws IOException {
        abort.waiting(null);
        SocketChannel open = channel;
        try {
            if (open != null) {
                open.close();
            }
        } finally {
            selector.close();
        }
    }
}
