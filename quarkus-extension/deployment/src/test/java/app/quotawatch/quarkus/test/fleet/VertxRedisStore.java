package app.quotawatch.quarkus.test.fleet;

import app.quotawatch.fleet.redis.model.RedisFleetStore;
import app.quotawatch.quarkus.runtime.fleet.VertxCommands;
import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.FleetStoreProvider;
import io.vertx.redis.client.Redis;

/** Opens stores that use one Redis client. */
record VertxRedisStore(Redis redis, boolean isCluster) implements FleetStoreProvider {

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
