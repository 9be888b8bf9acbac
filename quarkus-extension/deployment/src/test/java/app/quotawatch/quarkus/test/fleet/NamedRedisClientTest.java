package app.quotawatch.quarkus.test.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.QuotaWatch;
import app.quotawatch.quarkus.test.support.Apps;
import app.quotawatch.quarkus.test.support.World;
import app.quotawatch.tck.clients.ThingsClient;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;

/** Replicas share their quotas through the Redis client that the configuration names; its host is known at the start only. */
class NamedRedisClientTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps
            .observed(SharedCounts.class, OtherReplica.class, VertxRedisStore.class)
            .setForcedDependencies(List.of(
                    Dependency.of("io.quarkus", "quarkus-redis-client", System.getProperty("version.quarkus"))))
            .overrideConfigKey("quarkus.devservices.enabled", "false")
            .overrideConfigKey("quotawatch.fleet.store", "redis")
            .overrideConfigKey("quotawatch.fleet.name", "named-client")
            .overrideRuntimeConfigKey("quotawatch.fleet.redis.url", "redis://elsewhere.example")
            .overrideRuntimeConfigKey("quotawatch.fleet.sync-interval-seconds", "0.1")
            .overrideRuntimeConfigKey("quotawatch.fleet.timeout-seconds", "10")
            .overrideRuntimeConfigKey("quotawatch.apis.things.limits.requests-per-day", "100")
            .overrideConfigKey("quotawatch.fleet.redis.client-name", "counts")
            .overrideRuntimeConfigKey("quarkus.redis.counts.hosts", World.redisUrl())
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                    && record.getLoggerName().startsWith("app.quotawatch"))
            .assertLogRecords(
                    records -> assertThat(SharedCounts.texts(records))
                            .as("nothing else, not even when it stops")
                            .containsExactly(
                                    "QuotaWatch: quotawatch.fleet.redis.url has no effect on Quarkus, where the "
                                            + "application's own Redis client is used; set quarkus.redis.hosts"));

    @Inject
    @RestClient
    ThingsClient things;

    @Inject
    QuotaWatch quotaWatch;

    @Inject
    Vertx vertx;

    @Test
    void replicas_shareCountsThroughTheNamedClient() {
        Redis redis = Redis.createClient(vertx, World.redisUrl());
        try {
            SharedCounts.prove(things, quotaWatch,
                    OtherReplica.of(new VertxRedisStore(redis, false), "named-client"));
        } finally {
            redis.close();
        }
    }
}
