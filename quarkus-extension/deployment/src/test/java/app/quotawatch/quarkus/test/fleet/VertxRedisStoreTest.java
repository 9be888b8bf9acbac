package app.quotawatch.quarkus.test.fleet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import app.quotawatch.spi.fleet.FleetStoreProvider;
import app.quotawatch.tck.fleet.FleetStoreContract;
import app.quotawatch.tck.fleet.RedisServer;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;

class VertxRedisStoreTest extends FleetStoreContract {

    private static RedisServer server;
    private static Vertx vertx;
    private static Redis redis;

    @BeforeAll
    static void start() {
        server = RedisServer.start();
        vertx = Vertx.vertx();
        redis = Redis.createClient(vertx, server.url());
    }

    @AfterAll
    static void stop() {
        vertx.close();
        server.close();
    }

    @Override
    protected FleetStoreProvider provider() {
        return new VertxRedisStore(redis, false);
    }

    /* The scripts too, so that they have to be sent again. */
    @Override
    protected void empty() {
        server.cli("FLUSHALL");
        server.cli("SCRIPT", "FLUSH");
    }
}
