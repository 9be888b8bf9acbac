package app.quotawatch.quarkus.test.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.quarkus.test.support.World;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Vertx;

/** Replicas share their quotas through the application's default Redis client, which nothing else injects. */
class RedisFleetTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = FleetApps.throughRedis("default-client")
            .overrideRuntimeConfigKey("quarkus.redis.hosts", World.redisUrl())
            .assertLogRecords(records -> assertThat(FleetApps.texts(records)).isEmpty());

    @Inject
    SharedCounts counts;

    @Inject
    Vertx vertx;

    @Test
    void replicas_shareCountsThroughTheDefaultClient() {
        VertxRedisStore.use(vertx, World.redisUrl(),
                store -> counts.prove(OtherReplica.of(store, "default-client")));
    }
}
