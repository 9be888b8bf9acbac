package app.quotawatch.quarkus.test.fleet;

import java.util.function.Consumer;

import app.quotawatch.fleet.redis.model.RedisFleetStore;
import app.quotawatch.quarkus.runtime.fleet.VertxCommands;
import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.FleetStoreProvider;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;

/** Opens stores that use one Redis client. */
record VertxRedisStore(Redis redis, boolean isCluster) implements FleetStoreProvider {

    /** Does something with a client of its own, which is closed afterwards. */
    static void use(Vertx vertx, String url, Consumer<VertxRedisStore> action) {
        Redis redis = Redis.createClient(vertx, url);
        try {
            action.accept(new VertxRedisStore(redis, false));
        } finally {
            redis.close();
        }
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public void check(FleetSettings settings, Problems problems) {
        // nothing is configured
    }

    @Override
    public FleetStore open(FleetSettings settings) {
        return new RedisFleetStore(settings, new VertxCommands(redis, "Redis", isCluster));
    }
}
