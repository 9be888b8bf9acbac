package app.quotawatch.tck.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;

/** A Redis Cluster of three primaries. */
public final class RedisCluster implements AutoCloseable {

    private final List<RedisServer> nodes = new ArrayList<>();

    private RedisCluster() {
        List<String> create = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
        for (int i = 0; i < 3; i++) {
            RedisServer node = RedisServer.start("--cluster-enabled", "yes", "--cluster-port",
                    Integer.toString(Program.freePort()));
            nodes.add(node);
            create.add(node.address());
        }
        create.add("--cluster-yes");
        Program.run(create);
        Awaitility.await("cluster").atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50)).until(
                () -> nodes.stream().allMatch(node -> node.cli("CLUSTER", "INFO").contains("cluster_state:ok")));
    }

    public static RedisCluster start() {
        return new RedisCluster();
    }

    public List<RedisServer> nodes() {
        return nodes;
    }

    /** Returns the URLs of all nodes, separated by commas. */
    public String url() {
        return String.join(",", nodes.stream().map(RedisServer::url).toList());
    }

    @Override
    public void close() {
        nodes.forEach(RedisServer::close);
    }
}
