package app.quotawatch.fleet.redis;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.quotawatch.fleet.redis.model.RedisError;
import redis.clients.jedis.Protocol;

/** Asks Sentinels which server is the primary. */
final class Sentinels {

    private final RedisUrl url;

    Sentinels(RedisUrl url) {
        this.url = url;
    }

    HostPort primary(long deadlineNanos) throws IOException {
        IOException failed = new IOException(url + " has no Sentinels");
        long share = Math.max(1, (deadlineNanos - System.nanoTime()) / url.servers().size());
        for (HostPort sentinel : url.servers()) {
            // one that hangs leaves time for the others
            long until = Math.min(deadlineNanos, System.nanoTime() + share);
            try {
                Object reply = ask(sentinel, null, null, until);
                if (reply instanceof RedisError error && error.message().startsWith("NOAUTH")) {
                    // Sentinels may have no password, or the same as Redis
                    reply = ask(sentinel, url.user(), url.password(), until);
                }
                if (reply instanceof List<?> address && address.size() == 2 && address.get(0) instanceof String host
                        && address.get(1) instanceof String port) {
                    return new HostPort(host, Integer.parseInt(port));
                }
                failed = new IOException("Sentinel at " + sentinel + " does not know " + url);
                if (reply instanceof RedisError error) {
                    failed = new IOException(
                            "Sentinel at " + sentinel + " does not name the primary: " + error.explanation());
                }
            } catch (IOException e) {
                failed = e;
            } catch (NumberFormatException garbage) {
                failed = new IOException("Sentinel at " + sentinel + " names a primary without a port", garbage);
            }
        }
        throw failed;
    }

    private Object ask(HostPort sentinel, @Nullable String user, @Nullable String password, long until)
            throws IOException {
        try (Node node = Node.connect(sentinel, url.tls(), user, password, 0, until)) {
            node.send(Protocol.Command.SENTINEL, List.of("get-master-addr-by-name", String.valueOf(url.primary())));
            return node.receive().get(0);
        }
    }
}
