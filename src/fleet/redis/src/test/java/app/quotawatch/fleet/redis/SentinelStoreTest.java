package app.quotawatch.fleet.redis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.FleetStoreProvider;
import app.quotawatch.spi.fleet.Period;
import app.quotawatch.tck.fleet.FleetStoreContract;
import app.quotawatch.tck.fleet.RedisSentinel;
import app.quotawatch.tck.fleet.TestReplica;

class SentinelStoreTest extends FleetStoreContract {

    private static RedisSentinel sentinel;

    @BeforeAll
    static void start() {
        sentinel = RedisSentinel.start();
    }

    @AfterAll
    static void stop() {
        sentinel.close();
    }

    @Override
    protected FleetStoreProvider provider() {
        return new RedisFleetStoreProvider();
    }

    @Override
    protected Function<String, Optional<String>> properties() {
        return Properties.url(sentinel.url());
    }

    @Override
    protected void empty() {
        sentinel.primary().cli("FLUSHALL");
    }

    @Test
    void promotedReplica_takesOver_withoutAnyCallLost() {
        try (RedisSentinel own = RedisSentinel.start()) {
            FleetSettings settings = new FleetSettings("failover", "production", "a", Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Properties.url(own.url()));
            TestReplica replica = new TestReplica(new RedisFleetStoreProvider().open(settings), "OpenAI");
            replica.tick();
            replica.use(5, 5).tick();

            own.primary().kill();
            replica.use(2, 2);

            await().atMost(Duration.ofSeconds(40)).ignoreExceptionsInstanceOf(AssertionError.class)
                    .until(() -> replica.tick(Period.DAY).equals(new Amounts(7, 7)));
            replica.close();
        }
    }

    @Test
    void unknownPrimary_isNamed() {
        FleetSettings settings = new FleetSettings("failover", "production", "a", Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Properties.url(sentinel.url() + "less"));
        FleetStore store = new RedisFleetStoreProvider().open(settings);

        assertThatThrownBy(() -> store.exchange(new TestReplica(store, "OpenAI").report()))
                .hasMessageContaining("does not know Redis mainless");
    }

}
