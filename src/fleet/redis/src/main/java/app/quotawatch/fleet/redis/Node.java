package app.quotawatch.fleet.redis;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.quotawatch.fleet.redis.model.RedisError;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** One connection to one server. Used by one thread at a time. */
final class Node implements AutoCloseable {

    /*
     * Of Jedis, only the connection: its pools and clusters start threads, and resolve, retry and time out in ways of their own.
     */
    private final HostPort server;
    private final DeadlineSocket socket;
    private final Wire connection;
    private int awaited;

    private Node(HostPort server, DeadlineSocket socket, Wire connection) {
        this.server = server;
        this.socket = socket;
        this.connection = connection;
    }

    /** Connects and logs in. */
    static Node connect(HostPort server, boolean tls, @Nullable String user, @Nullable String password, int database,
            long deadlineNanos) throws IOException {
        DeadlineSocket socket;
        try {
            socket = DeadlineSocket.connect(server, deadlineNanos);
        } catch (IOException e) {
            throw failed(server, e);
        }
        boolean ready = false;
        try {
            Node node = new Node(server, socket, new Wire(new Connected(secured(socket, server, tls))));
            if (password != null) {
                node.demand(Protocol.Command.AUTH, user == null ? List.of(password) : List.of(user, password));
            }
            if (database != 0) {
                node.demand(Protocol.Command.SELECT, List.of(Integer.toString(database)));
            }
            ready = true;
            return node;
        } finally {
            if (!ready) {
                closeQuietly(socket);
            }
        }
    }

    private static Socket secured(DeadlineSocket socket, HostPort server, boolean tls) throws IOException {
        try {
            return tls ? Tls.over(socket, server) : socket;
        } catch (IOException e) {
            throw failed(server, e);
        }
    }

    private void demand(ProtocolCommand command, List<String> arguments) throws IOException {
        send(command, arguments);
        Object reply = receive().get(0);
        if (reply instanceof RedisError error) {
            throw new IOException("Redis at " + server + " rejects the login: " + error.explanation());
        }
    }

    void until(long deadlineNanos) {
        socket.until(deadlineNanos);
    }

    void send(ProtocolCommand command, List<String> arguments) throws IOException {
        byte[][] bytes = new byte[arguments.size()][];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = arguments.get(i).getBytes(StandardCharsets.UTF_8);
        }
        try {
            connection.sendCommand(command, bytes);
            awaited++;
        } catch (JedisException e) {
            throw failed(server, e);
        }
    }

    void flush() throws IOException {
        try {
            connection.flushAll();
        } catch (JedisException e) {
            throw failed(server, e);
        }
    }

    /** Returns the replies to all commands that were sent since the last time. */
    List<Object> receive() throws IOException {
        List<Object> replies = new ArrayList<>(awaited);
        try {
            for (; awaited > 0; awaited--) {
                replies.add(one());
            }
            return replies;
        } catch (JedisException e) {
            for (Object reply : replies) {
                if (reply instanceof RedisError error) {
                    // it explains why the connection was closed after it
                    throw new IOException("Redis at " + server + " is unavailable: " + error.explanation(), e);
                }
            }
            throw failed(server, e);
        }
    }

    private Object one() {
        try {
            return plain(connection.getOne());
        } catch (JedisDataException error) {
            return plain(error);
        }
    }

    private static Object plain(@Nullable Object reply) {
        if (reply instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (reply instanceof JedisDataException error) {
            return new RedisError(String.valueOf(error.getMessage()));
        }
        if (reply instanceof List<?> values) {
            List<Object> all = new ArrayList<>(values.size());
            for (Object value : values) {
                all.add(plain(value));
            }
            return all;
        }
        return reply == null ? "" : reply;
    }

    private static IOException failed(HostPort server, Exception cause) {
        Throwable root = cause;
        while (root instanceof JedisConnectionException && root.getCause() != null) {
            root = root.getCause();
        }
        String reason = root instanceof SocketTimeoutException ? "no answer in time" : root.getMessage();
        return new IOException("Redis at " + server + " is unavailable: " + reason, root);
    }

    @Override
    public void close() {
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone in any case
        }
    }

    private static final class Wire extends Connection {

        Wire(JedisSocketFactory socket) {
            super(socket);
            connect();
        }

        void flushAll() {
            flush();
        }
    }

    private record Connected(Socket socket) implements JedisSocketFactory {

        @Override
        public Socket createSocket() {
            return socket;
        }
    }
}
