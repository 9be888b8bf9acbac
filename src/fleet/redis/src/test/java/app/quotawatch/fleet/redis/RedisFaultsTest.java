package app.quotawatch.fleet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.logging.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.Period;
import app.quotawatch.spi.fleet.ReportedWindow;
import app.quotawatch.tck.fleet.RedisServer;
import app.quotawatch.tck.fleet.TestReplica;
import app.quotawatch.testing.Logged;

class RedisFaultsTest {

    private static final String COUNTS = "qw:1:{f/production/OpenAI}";
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    /* Even on a machine that is busy. */
    private static final Duration FAR_TOO_LONG = Duration.ofSeconds(30);

    private final RedisServer redis = RedisServer.start();
    private FleetStore store;

    @BeforeEach
    void open() {
        store = open(redis.url());
    }

    private static FleetStore open(String url) {
        return new RedisFleetStoreProvider().open(
                new FleetSettings("f", "production", "a", Duration.ofSeconds(1), TIMEOUT, Properties.url(url)));
    }

    @AfterEach
    void close() {
        store.close();
        redis.close();
    }

    private TestReplica used(long requests) {
        TestReplica replica = new TestReplica(store, "OpenAI");
        replica.tick();
        replica.use(requests, requests).tick();
        return replica;
    }

    private String failure() {
        return assertThatThrownBy(() -> store.exchange(new TestReplica(store, "OpenAI").report()))
                .isInstanceOf(IOException.class).actual().getMessage();
    }

    @Test
    void keyOfAnotherType_isReplaced_andLearntAnew() {
        TestReplica replica = used(5);
        try (Logged logged = Logged.start()) {
            for (String key : List.of(COUNTS, COUNTS + ":w", "qw:1:{f/production}:live", "qw:{f/production}:model")) {
                redis.cli("DEL", key);
                redis.cli("LPUSH", key, "garbage");
            }

            FleetAnswer answer = replica.use(1, 1).tick();

            assertThat(answer.apis().get(0).sums().get(Period.MONTH)).isEqualTo(new Amounts(6, 6));
            assertThat(answer.apis().get(0).windows()).hasValue(List.of());
            assertThat(answer.replicas()).isEqualTo(1);
            assertThat(logged.at(Level.WARNING)).containsExactly("QuotaWatch replaced what Redis at " + redis.address()
                    + " held about the quota of OpenAI: it was not written by QuotaWatch");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h", "ra", "i", "second"})
    void garbageInAField_isReplaced_andLearntAnew(String field) {
        TestReplica replica = used(5);
        String prefix = field.length() > 2 ? field.substring(0, 1) : field;
        String name = redis.cli("HKEYS", COUNTS).lines().filter(key -> key.startsWith(prefix)).findFirst()
                .orElseThrow();
        redis.cli("HSET", COUNTS, name, "garb -1");

        assertThat(replica.use(1, 1).tick(Period.DAY).requests()).isEqualTo(6);
    }

    @Test
    void garbageInAWindow_isRemoved() {
        TestReplica replica = used(5);
        redis.cli("HSET", COUNTS + ":w", "=requests * requests 100", "garbage", "garbage", "1 2 3 4 5 6 7 8");

        assertThat(replica.tickApi().windows()).hasValue(List.of());
    }

    @Test
    void windowsWithUnreadableNames_areLeftOut() {
        TestReplica replica = used(5);
        redis.cli("HSET", COUNTS + ":w", "x", "5 5 5 -1 99999999999999 5 5 5", "= * u NaN",
                "5 5 5 -1 99999999999999 5 5 5");

        assertThat(replica.tickApi().windows()).hasValue(List.of());
    }

    @Test
    void garbageOfOneApi_doesNotStopTheOthers() throws Exception {
        long time = store.exchange(new FleetReport(0, Duration.ofSeconds(1), false, List.of(), List.of())).storeTime()
                .getEpochSecond();
        redis.cli("SET", COUNTS, "garbage");
        List<FleetReport.Api> apis = List.of(api("OpenAI"), api("GitHub"));

        FleetAnswer answer = store.exchange(new FleetReport(time, Duration.ofSeconds(1), false, apis, List.of()));

        assertThat(answer.apis()).extracting(FleetAnswer.Api::status).containsExactly(FleetAnswer.Status.RESYNC,
                FleetAnswer.Status.COUNTED);
        assertThat(answer.apis().get(1).sums().get(Period.DAY)).isEqualTo(new Amounts(3, 4));
    }

    private static FleetReport.Api api(String name) {
        return new FleetReport.Api(name, Set.of(Period.DAY), Amounts.NONE, true, Amounts.NONE,
                List.of(new FleetReport.Mark(0, new Amounts(3, 4))), List.<ReportedWindow>of(), OptionalLong.empty(),
                false);
    }

    @Test
    void fleetOfAnotherModel_isNotCountedWith() {
        redis.cli("SET", "qw:{f/production}:model", "2");

        assertThat(failure()).isEqualTo("Redis at " + redis.address()
                + " does not accept the fleet's report: replicas with another"
                + " version of QuotaWatch write the data of this fleet in another way: use the same version in all replicas, or"
                + " another quotawatch.fleet.name");
    }

    @Test
    void readOnlyReplica_isNamed() {
        redis.cli("REPLICAOF", "127.0.0.1", "1");

        assertThat(failure())
                .endsWith("it is a read-only replica: name the primary, or Sentinels, in quotawatch.fleet.redis.url");
    }

    @Test
    void fullMemory_isNamed_andCountsNothingByHalves() {
        TestReplica replica = used(5);
        redis.cli("CONFIG", "SET", "maxmemory", "1");
        assertThat(failure()).endsWith("its memory is full (maxmemory)");
        replica.use(2, 2);
        assertThatThrownBy(replica::tick).hasMessageContaining("its memory is full");

        redis.cli("CONFIG", "SET", "maxmemory", "0");

        assertThat(replica.tickApi().sums()).allSatisfy((period, sum) -> assertThat(sum).isEqualTo(new Amounts(7, 7)));
    }

    @Test
    void databaseThatDoesNotExist_isNamed() {
        store = open(redis.url() + "/99");

        assertThat(failure()).contains("it does not have the database that quotawatch.fleet.redis.url names");
    }

    @Test
    void serverThatIsNoCluster_isNamed() {
        store = open(redis.url() + "," + redis.url());

        assertThat(failure())
                .endsWith("it is not a cluster: quotawatch.fleet.redis.url must name one server only, or Sentinels");
    }

    @Test
    void passwordForAServerWithoutOne_isNamed() {
        store = open("redis://:SECRET@" + redis.address());

        assertThat(failure()).endsWith("it has no password, and quotawatch.fleet.redis.url has one");
    }

    @Test
    void scriptsThatWereForgotten_areSentAgain() {
        TestReplica replica = used(5);
        redis.cli("SCRIPT", "FLUSH");

        assertThat(replica.use(1, 1).tick(Period.DAY)).isEqualTo(new Amounts(6, 6));
    }

    @Test
    void connectionThatWasCut_isMadeAgain() {
        TestReplica replica = used(5);
        redis.cli("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
        assertThatThrownBy(() -> replica.use(1, 1).tick())
                .hasMessageContaining("Redis at " + redis.address() + " is unavailable");

        assertThat(replica.tick(Period.DAY)).isEqualTo(new Amounts(6, 6));
    }

    @Test
    void serverThatCameBackEmpty_learnsEverythingAnew() {
        TestReplica replica = used(5);
        redis.kill();
        replica.use(2, 2);
        assertThatThrownBy(replica::tick).hasMessageContaining("is unavailable");

        redis.restart();

        assertThat(replica.tickApi().sums()).allSatisfy((period, sum) -> assertThat(sum).isEqualTo(new Amounts(7, 7)));
    }

    @Test
    void serverThatHangs_holdsNobodyLongerThanTheTimeout() {
        TestReplica replica = used(5);
        redis.pause();
        long start = System.nanoTime();
        assertThatThrownBy(() -> replica.use(1, 1).tick()).hasMessageContaining("no answer in time");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(TIMEOUT.minusMillis(10),
                FAR_TOO_LONG);

        redis.resume();

        // what was sent before has been executed, too
        assertThat(replica.tick(Period.DAY)).isEqualTo(new Amounts(6, 6));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -LOADING Redis is loading the dataset in memory | it is still loading its data
            -BUSY Redis is busy running a script | it is busy with a script
            -MISCONF Redis is configured to save | it rejects writes, because it cannot save its data to disk
            -CLUSTERDOWN The cluster is down | its cluster is down
            -ERR unknown command 'EVALSHA' | Redis 6 or later is required
            -WRONGTYPE Operation against a key | a key of the fleet has a type that QuotaWatch has not given it
            -ERR anything with SECRET | it replied ERR
            -whatever SECRET | it replied an error
            :7 | what the script does not return
            +OK | what the script does not return
            *1:7 | what the script does not return
            $-1 | what the script does not return
            ?garbage | is unavailable
            HTTP/1.1 400 Bad Request | is unavailable
            """)
    void anyReply_endsInASentence(String reply, String sentence) throws IOException {
        try (EchoServer server = new EchoServer(reply.replace("*1:7", "*1\r\n:7") + "\r\n")) {
            store = open("redis://127.0.0.1:" + server.port());

            assertThat(failure()).contains(sentence).doesNotContain("SECRET");
        }
    }

    @Test
    void serverThatSendsByteByByte_holdsNobodyLongerThanTheTimeout() throws IOException {
        try (EchoServer server = EchoServer.dripping()) {
            store = open("redis://127.0.0.1:" + server.port());

            assertThat(failure()).contains("no answer in time");
        }
    }

    @Test
    void nobodyThere_isNamed() {
        redis.kill();

        assertThat(failure()).startsWith("Redis at " + redis.address() + " is unavailable: Connection refused");
    }

    @Test
    void unknownHost_isNamed() {
        store = open("redis://:SECRET@no-such-host.invalid");

        assertThat(failure()).startsWith("Redis at no-such-host.invalid:6379 is unavailable").doesNotContain("SECRET");
    }

    @Test
    void store_startsNoThread_andKeepsNoConnection() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        TestReplica replica = used(5);
        replica.tick();

        assertThat(Thread.getAllStackTraces().keySet().stream().filter(thread -> !before.contains(thread))
                .map(Thread::getName).filter(name -> !name.startsWith("process reaper"))).isEmpty();
        assertThat(redis.cli("INFO", "clients")).contains("connected_clients:2");
        store.close();
        assertThat(redis.cli("INFO", "clients")).contains("connected_clients:1");
    }

    @Test
    void toString_showsNoPassword() {
        store = open("redis://me:SECRET@" + redis.address());

        assertThat(store).hasToString("fleet's store in Redis at " + redis.address());
        assertThat(Optional.of(store).toString()).doesNotContain("SECRET");
    }
}
