package app.quotawatch.tck.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;

/** A Sentinel that watches a primary of one replica, and promotes the replica. */
public final class RedisSentinel implements AutoCloseable {

    private static final String PRIMARY = "main";

    private final RedisServer primary = RedisServer.start();
    private final RedisServer replica = RedisServer.start("--replicaof", "127.0.0.1 " + primary.port());
    private final Path folder = Program.temporaryFolder("sentinel");
    private final int port = Program.freePort();
    private final Process process;

    private RedisSentinel() {
        Path file = folder.resolve("sentinel.conf");
        try {
            Files.write(file, List.of("port " + port, "bind 127.0.0.1", "dir " + folder,
                    "sentinel monitor " + PRIMARY + " 127.0.0.1 " + primary.port() + " 1",
                    "sentinel down-after-milliseconds " + PRIMARY + " 500",
                    "sentinel failover-timeout " + PRIMARY + " 2000"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = Program.start(folder.resolve("log"), List.of("redis-server", file.toString(), "--sentinel"));
        Awaitility.await("Sentinel").atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> Program
                        .run(List.of("redis-cli", "-p", Integer.toString(port), "SENTINEL", "replicas", PRIMARY))
                        .contains("master-link-status\nok"));
    }

    public static RedisSentinel start() {
        return new RedisSentinel();
    }

    /** Returns the URL of the Sentinel, behind one that does not exist. */
    public String url() {
        return "redis-sentinel://127.0.0.1:" + Program.freePort() + ",127.0.0.1:" + port + "/" + PRIMARY;
    }

    public RedisServer primary() {
        return primary;
    }

    @Override
    public void close() {
        Program.kill(process);
        primary.close();
        replica.close();
        Program.delete(folder);
    }
}
