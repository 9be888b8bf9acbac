package app.quotawatch.quarkus.test.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.quarkus.test.support.World;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Vertx;

/** Replicas share their quotas through the Redis client that the configuration names; its host is known at the start only. */
class NamedRedisClientTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = FleetApps.throughRedis("named-client")
            .overrideRuntimeConfigKey("quotawatch.fleet.redis.url", "redis://elsewhere.example")
            .overrideConfigKey("quotawatch.fleet.redis.client-name", "counts")
            .overrideRuntimeConfigKey("quarkus.redis.counts.hosts", World.redisUrl())
            .assertLogRecords(
                    records -> assertThat(FleetApps.texts(records))
                            .containsExactly(
                                    "QuotaWatch: quotawatch.fleet.redis.url has no effect on Quarkus, where the "
                                            + "application's own Redis client is used; set quarkus.redis.hosts"));

    @Inject
    SharedCounts counts;

    @Inject
    Vertx vertx;

    @Test
    void replicas_shareCountsThroughTheNamedClient() {
        VertxRedisStore.use(vertx, World.redisUrl(), store -> counts.prove(OtherReplica.of(store, "named-client")));
    }
}
