package app.quotawatch.fleet.redis;

import java.util.Optional;
import java.util.function.Function;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import app.quotawatch.spi.fleet.FleetStoreProvider;
import app.quotawatch.tck.fleet.FleetStoreContract;
import app.quotawatch.tck.fleet.RedisServer;

class RedisStoreTest extends FleetStoreContract {

    private static RedisServer redis;

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Override
    protected FleetStoreProvider provider() {
        return new RedisFleetStoreProvider();
    }

    @Override
    protected Function<String, Optional<String>> properties() {
        return Properties.url(redis.url() + "/3");
    }

    @Override
    protected void empty() {
        redis.cli("FLUSHALL");
    }
}
