package app.quotawatch.quarkus.test.fleet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import app.quotawatch.spi.fleet.FleetStoreProvider;
import app.quotawatch.tck.fleet.FleetStoreContract;
import app.quotawatch.tck.fleet.RedisCluster;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;

class VertxRedisClusterTest extends FleetStoreContract {

    private static RedisCluster cluster;
    private static Vertx vertx;
    private static Redis redis;

    @BeforeAll
    static void start() {
        cluster = RedisCluster.start();
        vertx = Vertx.vertx();
        RedisOptions options = new RedisOptions().setType(RedisClientType.CLUSTER).setMaxPoolWaiting(100);
        cluster.nodes().forEach(node -> options.addConnectionString(node.url()));
        redis = Redis.createClient(vertx, options);
    }

    @AfterAll
    static void stop() {
        vertx.close();
        cluster.close();
    }

    @Override
    protected FleetStoreProvider provider() {
        return new VertxRedisStore(redis, true);
    }

    @Override
    protected void empty() {
        cluster.nodes().forEach(node -> node.cli("FLUSHALL"));
    }
}
