package app.quotawatch.fleet.redis;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A socket whose reads all end by one deadline, however slowly the bytes arrive. TLS reads through it, too. */
final class DeadlineSocket extends Socket {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private long deadlineNanos;

    private DeadlineSocket(long deadlineNanos) {
        this.deadlineNanos = deadlineNanos;
    }

    /** Connects to the first address of the server that accepts. */
    static DeadlineSocket connect(HostPort server, long deadlineNanos) throws IOException {
        IOException failed = null;
        for (InetAddress address : InetAddress.getAllByName(server.host())) {
            DeadlineSocket socket = new DeadlineSocket(deadlineNanos);
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(address, server.port()), socket.remainingMillis());
                return socket;
            } catch (IOException e) {
                socket.close();
                failed = e;
            }
        }
        throw failed == null ? new IOException("the host has no address") : failed;
    }

    void until(long deadline) {
        this.deadlineNanos = deadline;
    }

    private int remainingMillis() throws SocketTimeoutException {
        long remaining = deadlineNanos - System.nanoTime();
        if (remaining <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        // 0 would mean for ever
        return (int) Math.min(Integer.MAX_VALUE, remaining / NANOS_PER_MILLI + 1);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new DeadlineInput(super.getInputStream());
    }

    private final class DeadlineInput extends FilterInputStream {

        DeadlineInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            setSoTimeout(remainingMillis());
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            setSoTimeout(remainingMillis());
            return super.read(bytes, offset, length);
        }
    }
}
