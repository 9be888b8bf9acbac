package app.quotawatch.quarkus.runtime.fleet;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.inject.Default;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import app.quotawatch.fleet.redis.model.RedisCommands;
import io.quarkus.arc.Arc;
import io.quarkus.redis.client.RedisClientName;
import io.vertx.redis.client.Redis;

/** The Redis clients of the application by their names; the default one has none. */
final class RedisClients {

    private static final String CLUSTER = "cluster";

    private RedisClients() {}

    static boolean exists(Optional<String> name) {
        return Arc.container().select(Redis.class, qualifier(name)).isResolvable();
    }

    /** Returns commands that the client sends; it is created with the first of them. */
    static RedisCommands commands(Optional<String> name) {
        return new VertxCommands(Arc.container().select(Redis.class, qualifier(name)).get(),
                "Redis (the application's " + (name.isPresent() ? "client " + name.get() : "default client") + ")",
                isCluster(ConfigProvider.getConfig(), name));
    }

    private static Annotation qualifier(Optional<String> name) {
        return name.isPresent() ? RedisClientName.Literal.of(name.get()) : Default.Literal.INSTANCE;
    }

    private static boolean isCluster(Config config, Optional<String> name) {
        List<String> keys = name.isPresent()
                ? List.of("quarkus.redis." + name.get() + ".client-type",
                        "quarkus.redis.\"" + name.get() + "\".client-type")
                : List.of("quarkus.redis.client-type");
        for (String key : keys) {
            if (CLUSTER.equalsIgnoreCase(config.getOptionalValue(key, String.class).orElse(""))) {
                return true;
            }
        }
        return false;
    }
}
