package app.quotawatch.fleet.redis;

import java.util.Optional;
import java.util.logging.Level;

import app.quotawatch.fleet.redis.model.RedisFleetStore;
import app.quotawatch.log.Log;
import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.FleetStoreProvider;

/** Opens the store that {@code quotawatch.fleet.store=redis} names; {@code quotawatch.fleet.redis.url} says where it is. */
public final class RedisFleetStoreProvider implements FleetStoreProvider {

    private static final String PROPERTY = "redis.url";

    /** Creates the provider: {@link java.util.ServiceLoader} calls it. */
    public RedisFleetStoreProvider() {
        // nothing to prepare
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public void check(FleetSettings settings, Problems problems) {
        Optional<String> url = settings.property().apply(PROPERTY);
        if (url.isEmpty()) {
            problems.add("quotawatch.fleet." + PROPERTY, "", RedisUrl.ALLOWED);
            return;
        }
        try {
            RedisUrl.parse(url.get());
        } catch (IllegalArgumentException invalid) {
            problems.add("quotawatch.fleet." + PROPERTY, RedisUrl.redacted(url.get()), RedisUrl.ALLOWED);
        }
    }

    @Override
    public FleetStore open(FleetSettings settings) {
        RedisUrl url = RedisUrl.parse(settings.property().apply(PROPERTY).orElse(""));
        if (url.exposesPassword()) {
            Log.log(Level.WARNING,
                    "QuotaWatch sends the password of {0} over the network without TLS: use rediss in place of redis"
                            + " in quotawatch.fleet.redis.url",
                    url);
        }
        return new RedisFleetStore(settings, new JedisCommands(url));
    }
}
