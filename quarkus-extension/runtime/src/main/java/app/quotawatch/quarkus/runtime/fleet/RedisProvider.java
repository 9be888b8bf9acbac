package app.quotawatch.quarkus.runtime.fleet;

import java.util.Optional;

import app.quotawatch.fleet.redis.model.RedisFleetStore;
import app.quotawatch.keys.ConfigKey;
import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.FleetStoreProvider;

/** Opens the store that {@code quotawatch.fleet.store=redis} names on Quarkus: it uses the application's Redis client. */
public final class RedisProvider implements FleetStoreProvider {

    private static final String NAME = "redis";

    /** Created by {@link java.util.ServiceLoader}. */
    public RedisProvider() {
        // nothing to prepare
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(FleetSettings settings, Problems problems) {
        if (!Extensions.hasClass("io.quarkus.redis.client.RedisClientName")) {
            problems.add(ConfigKey.FLEET_STORE.key(), NAME,
                    "requires the extension quarkus-redis-client; add io.quarkus:quarkus-redis-client to the application");
        } else if (Extensions.areRunning() && !RedisClients.exists(client(settings))) {
            problems.add(ConfigKey.FLEET_REDIS_CLIENT.key(), client(settings).orElse(""),
                    "the application has no such Redis client; set " + ConfigKey.FLEET_STORE.key() + " and "
                            + ConfigKey.FLEET_REDIS_CLIENT.key() + " when the application is built");
        }
    }

    @Override
    public FleetStore open(FleetSettings settings) {
        return new RedisFleetStore(settings, RedisClients.commands(client(settings)));
    }

    private static Optional<String> client(FleetSettings settings) {
        return settings.property().apply("redis.client-name");
    }
}
