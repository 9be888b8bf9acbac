package app.quotawatch.fleet.redis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.quotawatch.fleet.redis.model.RedisError;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Which server has which key, and the connections to them. Used by one thread at a time. */
final class Topology {

    private static final int SLOTS = 16_384;

    private final RedisUrl url;
    private final Map<HostPort, Node> nodes = new HashMap<>();
    private @Nullable HostPort single;
    private HostPort @Nullable [] slots;

    Topology(RedisUrl url) {
        this.url = url;
    }

    Node nodeOf(String key, long deadlineNanos) throws IOException {
        if (slots == null && url.isCluster()) {
            refresh(deadlineNanos);
        }
        if (slots != null) {
            HostPort server = slots[JedisClusterCRC16.getSlot(key)];
            if (server == null) {
                throw new IOException("no node of the cluster of " + url + " has all keys of the fleet");
            }
            return node(server, deadlineNanos);
        }
        if (single == null) {
            single = url.primary() == null ? url.servers().get(0) : new Sentinels(url).primary(deadlineNanos);
        }
        return node(single, deadlineNanos);
    }

    Node node(HostPort server, long deadlineNanos) throws IOException {
        Node node = nodes.get(server);
        if (node == null) {
            node = Node.connect(server, url.tls(), url.user(), url.password(), url.database(), deadlineNanos);
            nodes.put(server, node);
        }
        node.until(deadlineNanos);
        return node;
    }

    /** Asks the nodes of the cluster which of them has which slots. A single server that redirects is one of them. */
    void refresh(long deadlineNanos) throws IOException {
        IOException failed = null;
        List<HostPort> known = new ArrayList<>(url.servers());
        known.addAll(nodes.keySet());
        for (HostPort server : known) {
            try {
                Node node = node(server, deadlineNanos);
                node.send(Protocol.Command.CLUSTER, List.of("SLOTS"));
                Object reply = node.receive().get(0);
                if (reply instanceof RedisError error) {
                    throw new IOException(url + " does not accept the fleet's report: " + error.explanation());
                }
                slots = slots(reply, server);
                return;
            } catch (IOException e) {
                forget(server);
                failed = e;
            }
        }
        throw failed == null ? new IOException(url + " has no nodes") : failed;
    }

    private static HostPort[] slots(Object reply, HostPort asked) throws IOException {
        HostPort[] slots = new HostPort[SLOTS];
        if (reply instanceof List<?> ranges) {
            for (Object range : ranges) {
                if (range instanceof List<?> parts && parts.size() > 2 && parts.get(0) instanceof Long first
                        && parts.get(1) instanceof Long last && parts.get(2) instanceof List<?> primary
                        && primary.size() > 1 && primary.get(0) instanceof String host
                        && primary.get(1) instanceof Long port && 0 <= first && last < SLOTS) {
                    // without a host, it is the one that was asked
                    HostPort server = new HostPort(host.isEmpty() ? asked.host() : host, port.intValue());
                    for (int slot = first.intValue(); slot <= last; slot++) {
                        slots[slot] = server;
                    }
                }
            }
        }
        return slots;
    }

    /** Returns the server that a redirection such as {@code ASK 3999 127.0.0.1:6381} names. */
    static HostPort target(RedisError redirection) throws IOException {
        String message = redirection.message();
        int colon = message.lastIndexOf(':');
        int space = message.lastIndexOf(' ');
        if (space < 0 || colon < space) {
            throw new IOException("Redis redirects to an unknown server");
        }
        try {
            return new HostPort(message.substring(space + 1, colon), Integer.parseInt(message.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IOException("Redis redirects to an unknown server", e);
        }
    }

    private void forget(HostPort server) {
        Node node = nodes.remove(server);
        if (node != null) {
            node.close();
        }
    }

    /** Ends all connections, and forgets which server is the primary and which nodes there are. */
    void close() {
        for (Node node : nodes.values()) {
            node.close();
        }
        nodes.clear();
        single = null;
        slots = null;
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
