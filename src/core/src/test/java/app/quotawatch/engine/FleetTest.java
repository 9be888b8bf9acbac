package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.FleetConfig;
import app.quotawatch.FleetStats;
import app.quotawatch.LimitWindow;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.event.QuotaThresholdReached;
import app.quotawatch.quota.QuotaWindow;
import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.Period;
import app.quotawatch.testing.Loaders;
import app.quotawatch.testing.Logged;
import app.quotawatch.testing.MemoryFleetStore;
import app.quotawatch.testing.OurThreads;

/** Engines that share a store, each with its own thread. */
class FleetTest {

    private final MemoryFleetStore store = new MemoryFleetStore();
    private final List<Engine> engines = new ArrayList<>();
    private Logged logged;

    @BeforeEach
    void listen() {
        logged = Logged.start();
    }

    @AfterEach
    void stop() {
        store.work();
        engines.forEach(Engine::shutDown);
        logged.close();
        await().until(() -> !OurThreads.alive().contains(FleetLink.NAME));
    }

    private Engine start() {
        Engine engine = Engine.ofContainer(QuotaWatchConfig.builder(null)
                .api(ApiConfig.builder("a").baseUrl("https://a.example").requestsPer(LimitWindow.DAY, 100).build())
                .fleet(FleetConfig.builder("shop").store(store).syncInterval(Duration.ofMillis(100)).build())
                .build());
        engines.add(engine);
        engine.start(Loaders.ofApplication(), new OwnScheduler());
        return engine;
    }

    private static void calls(Engine engine, int number) {
        for (int i = 0; i < number; i++) {
            engine.record(ApiCall.builder("a").endpoint("/").method("GET").status(200).build());
        }
    }

    private static QuotaWindow day(Engine engine) {
        return engine.quota("a").orElseThrow().windows().get(0);
    }

    private static long used(Engine engine) {
        return day(engine).used().orElseThrow();
    }

    private static void awaitUsed(Engine engine, long used) {
        await().untilAsserted(() -> assertThat(used(engine)).isEqualTo(used));
    }

    private static long exchanges(Engine engine, FleetStats.Outcome outcome) {
        return engine.fleetStats().orElseThrow().exchanges(outcome);
    }

    private static void awaitAnswer(Engine engine) {
        long before = exchanges(engine, FleetStats.Outcome.ANSWERED);
        await().until(() -> exchanges(engine, FleetStats.Outcome.ANSWERED) > before);
    }

    @Test
    void engines_knowWhatAllHaveUsed() {
        Engine one = start();
        Engine other = start();
        calls(one, 30);
        calls(other, 12);

        awaitUsed(one, 42);
        awaitUsed(other, 42);
        assertThat(day(one).source()).isEqualTo(QuotaWindow.Source.COUNTED_BY_FLEET);
        assertThat(one.quota("a").orElseThrow().fleet().orElseThrow().replicas()).isEqualTo(2);
        assertThat(one.fleetStats().orElseThrow().fleet().orElseThrow().stale()).isFalse();
        assertThat(store.threads()).hasSize(2).allMatch(thread -> thread.getName().equals("quotawatch-fleet"))
                .allMatch(Thread::isDaemon);
    }

    @Test
    void oneEngine_isTheFirstToReportAThreshold() {
        Engine one = start();
        Engine other = start();
        List<QuotaThresholdReached> events = new CopyOnWriteArrayList<>();
        one.onEvent(QuotaThresholdReached.class, events::add);
        other.onEvent(QuotaThresholdReached.class, events::add);
        awaitAnswer(one);
        awaitAnswer(other);
        calls(one, 45);
        calls(other, 40);

        await().until(() -> events.size() == 2);
        assertThat(events).extracting(QuotaThresholdReached::firstInFleet).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void stop_reportsTheLastCalls_andLeaves() {
        Engine one = start();
        Engine other = start();
        awaitAnswer(one);
        one.drain();
        calls(one, 5);
        one.shutDown();

        awaitUsed(other, 5);
        await().until(() -> other.quota("a").orElseThrow().fleet().orElseThrow().replicas() == 1);
        assertThat(store.open()).isEqualTo(1);
        assertThat(store.reports()).anyMatch(FleetReport::leaving);
    }

    @Test
    void restartedEngine_knowsTheDay() {
        Engine one = start();
        calls(one, 5);
        one.shutDown();

        awaitUsed(start(), 5);
    }

    @Test
    void storeThatIsDownAtTheStart_isLoggedOnce_andSoIsItsReturn() {
        store.fail(new IOException("connection refused"));
        Engine one = start();
        calls(one, 3);
        await().until(() -> exchanges(one, FleetStats.Outcome.FAILED) > 1);
        assertThat(used(one)).isEqualTo(3);
        assertThat(day(one).source()).isEqualTo(QuotaWindow.Source.CONFIGURED);

        store.work();
        awaitAnswer(one);
        assertThat(used(one)).isEqualTo(3);
        assertThat(logged.at(Level.WARNING)).filteredOn(line -> line.contains("fleet")).containsExactly(
                "QuotaWatch cannot exchange quotas with the store of the fleet shop: connection refused; calls are counted on "
                        + "in this process");
        assertThat(logged.at(Level.INFO)).singleElement().asString()
                .startsWith("QuotaWatch exchanges quotas with the fleet shop again, after ");
    }

    @Test
    void errorOfTheStore_isContained() {
        store.fail(new NoClassDefFoundError("redis/clients/jedis/Jedis"));
        Engine one = start();
        await().until(() -> exchanges(one, FleetStats.Outcome.FAILED) > 0);
        store.work();
        calls(one, 3);

        awaitAnswer(one);
        assertThat(used(one)).isEqualTo(3);
        assertThat(one.deliveryStats().internalErrors()).isZero();
    }

    @Test
    void storeThatHangs_holdsNeitherCallersNorReadersNorTheShutdown() {
        Engine one = start();
        awaitAnswer(one);
        store.hang();
        int before = store.attempts();
        await().until(() -> store.attempts() > before);
        calls(one, 3);
        assertThat(used(one)).isEqualTo(3);
        await().untilAsserted(
                () -> assertThat(one.quota("a").orElseThrow().fleet().orElseThrow().stale()).isTrue());

        one.shutDown();
        await().until(() -> store.open() == 0);
    }

    @Test
    void storeThatHangs_isInterruptedAfterAWhile_andCountsAsTimedOut() {
        Engine one = start();
        awaitAnswer(one);
        store.hang();

        await().until(() -> exchanges(one, FleetStats.Outcome.TIMED_OUT) > 0);
        store.work();
        awaitAnswer(one);
    }

    static Stream<UnaryOperator<FleetAnswer>> nonsense() {
        return Stream.of(
                answer -> null,
                answer -> new FleetAnswer(null, 1, answer.apis(), Set.of()),
                answer -> new FleetAnswer(Instant.EPOCH, 1, answer.apis(), Set.of()),
                answer -> new FleetAnswer(answer.storeTime(), -1, answer.apis(), Set.of()),
                answer -> new FleetAnswer(answer.storeTime(), 1, List.of(), Set.of()),
                answer -> new FleetAnswer(answer.storeTime(), 1, answer.apis(), null),
                answer -> ofApi(answer, "b", new Amounts(0, 0), new Amounts(7, 7)),
                answer -> ofApi(answer, "a", new Amounts(0, 0), new Amounts(-7, 7)),
                answer -> ofApi(answer, "a", new Amounts(-1, 0), new Amounts(7, 7)),
                answer -> ofApi(answer, "a", new Amounts(1_000_000, 0), new Amounts(7, 7)),
                answer -> ofApi(answer, "a", null, new Amounts(7, 7)),
                answer -> ofApi(answer, "a", new Amounts(0, 0), null));
    }

    private static FleetAnswer ofApi(FleetAnswer answer, String name, Amounts acked, Amounts sum) {
        Map<Period, Amounts> sums = sum == null ? Map.of() : Map.of(Period.MINUTE, sum, Period.DAY, sum);
        return new FleetAnswer(answer.storeTime(), 1,
                List.of(new FleetAnswer.Api(name, FleetAnswer.Status.COUNTED, acked,
                        sums, Optional.empty(), OptionalLong.empty())),
                Set.of());
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void answerThatCannotBe_isNotTaken(UnaryOperator<FleetAnswer> falsified) {
        store.falsify(falsified);
        Engine one = start();
        calls(one, 3);
        await().until(() -> exchanges(one, FleetStats.Outcome.FAILED) + exchanges(one, FleetStats.Outcome.INVALID) > 0);

        assertThat(used(one)).isEqualTo(3);
        assertThat(one.quota("a").orElseThrow().fleet()).isEmpty();
        store.work();
        awaitAnswer(one);
        assertThat(used(one)).isEqualTo(3);
    }

    @Test
    void interval_growsWithTheFleet_soThatItsStoreIsNotOverloaded() {
        store.falsify(answer -> new FleetAnswer(answer.storeTime(), 100_000, answer.apis(), answer.granted()));
        start();

        // 100,000 replicas of one API, at most 20,000 exchanges per second
        await().untilAsserted(() -> assertThat(store.reports()).extracting(FleetReport::interval)
                .startsWith(Duration.ofMillis(100)).endsWith(Duration.ofSeconds(5)));
    }

    @Test
    void storeThatNeverCounts_isNotAskedUntilTheEnd() {
        store.falsify(answer -> new FleetAnswer(answer.storeTime(), 1,
                answer.apis().stream()
                        .map(api -> new FleetAnswer.Api(api.name(), FleetAnswer.Status.RESYNC, Amounts.NONE,
                                Map.of(), Optional.empty(), OptionalLong.empty()))
                        .toList(),
                Set.of()));
        Engine one = start();

        await().until(() -> exchanges(one, FleetStats.Outcome.FAILED) > 0);
        assertThat(store.attempts()).isLessThanOrEqualTo(8);
    }

    @Test
    void afterTheEnd_noThreadAndNoStoreIsLeft() {
        Engine one = start();
        awaitAnswer(one);
        one.shutDown();

        assertThat(OurThreads.alive()).doesNotContain("quotawatch-fleet");
        assertThat(store.open()).isZero();
    }

    @Test
    void withoutAFleet_nothingIsStarted() {
        Engine engine = Engine.ofContainer(QuotaWatchConfig.builder(null).build());
        engines.add(engine);
        engine.start(Loaders.ofApplication(), new OwnScheduler());

        assertThat(engine.fleetStats()).isEmpty();
        assertThat(OurThreads.alive()).doesNotContain("quotawatch-fleet");
    }
}
