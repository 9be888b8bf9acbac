package app.quotawatch.fleet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.FleetStoreProvider;
import app.quotawatch.spi.fleet.Period;
import app.quotawatch.tck.fleet.FleetStoreContract;
import app.quotawatch.tck.fleet.RedisCluster;
import app.quotawatch.tck.fleet.RedisServer;
import app.quotawatch.tck.fleet.TestReplica;

class ClusterStoreTest extends FleetStoreContract {

    private static RedisCluster cluster;

    @BeforeAll
    static void start() {
        cluster = RedisCluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Override
    protected FleetStoreProvider provider() {
        return new RedisFleetStoreProvider();
    }

    @Override
    protected Function<String, Optional<String>> properties() {
        return Properties.url(cluster.url());
    }

    @Override
    protected void empty() {
        cluster.nodes().forEach(node -> node.cli("FLUSHALL"));
    }

    @Test
    void oneNode_isEnoughToFindTheOthers() throws Exception {
        try (FleetStore store = new RedisFleetStoreProvider().open(new FleetSettings("one-node", "production", "a",
                Duration.ofSeconds(1), Duration.ofSeconds(5), Properties.url(cluster.nodes().get(0).url())))) {
            for (int i = 0; i < 10; i++) {
                TestReplica replica = new TestReplica(store, "api-" + i);
                replica.tick();
                assertThat(replica.use(1, 1).tick(Period.DAY)).isEqualTo(new Amounts(1, 1));
            }
        }
    }

    @Test
    void allApis_areCountedInOneExchange() throws Exception {
        List<FleetReport.Api> apis = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            apis.add(new FleetReport.Api("api-" + i, Set.of(Period.DAY), Amounts.NONE, true, Amounts.NONE,
                    List.of(new FleetReport.Mark(0, new Amounts(i, i))), List.of(), OptionalLong.empty(), true));
        }
        FleetStore store = open("production", "a");
        long time = store.exchange(new FleetReport(0, Duration.ofSeconds(1), false, List.of(), List.of())).storeTime()
                .getEpochSecond();

        FleetAnswer answer = store.exchange(new FleetReport(time, Duration.ofSeconds(1), false, apis, List.of()));

        assertThat(answer.apis()).extracting(api -> api.sums().get(Period.DAY).requests())
                .isEqualTo(LongStream.range(0, 20).boxed().toList());
    }

    @Test
    void slotThatIsMoving_isFollowed() {
        TestReplica replica = replica("a", "moving");
        replica.tick();
        replica.use(1, 1).tick();
        String key = "qw:1:{" + fleet() + "/production/moving}";
        int slot = Integer.parseInt(cluster.nodes().get(0).cli("CLUSTER", "KEYSLOT", key));
        RedisServer from = cluster.nodes().stream()
                .filter(node -> node.cli("CLUSTER", "COUNTKEYSINSLOT", "" + slot).equals("1")
                        || !node.cli("CLUSTER", "GETKEYSINSLOT", "" + slot, "10").isEmpty())
                .findFirst().orElseThrow();
        RedisServer to = cluster.nodes().get((cluster.nodes().indexOf(from) + 1) % 3);
        to.cli("CLUSTER", "SETSLOT", "" + slot, "IMPORTING", from.cli("CLUSTER", "MYID"));
        from.cli("CLUSTER", "SETSLOT", "" + slot, "MIGRATING", to.cli("CLUSTER", "MYID"));
        from.cli("MIGRATE", "127.0.0.1", "" + to.port(), key, "0", "5000");

        assertThat(replica.use(1, 1).periods(Set.of(Period.DAY)).withoutWindows().tick(Period.DAY))
                .isEqualTo(new Amounts(2, 2));

        for (RedisServer node : cluster.nodes()) {
            node.cli("CLUSTER", "SETSLOT", "" + slot, "NODE", to.cli("CLUSTER", "MYID"));
        }
        assertThat(replica.use(1, 1).tick(Period.DAY)).isEqualTo(new Amounts(3, 3));
    }

}
