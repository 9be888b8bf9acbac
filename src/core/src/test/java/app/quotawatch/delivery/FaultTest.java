package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.testing.Accounts;
import app.quotawatch.testing.ExecutorScheduler;
import app.quotawatch.testing.ScaledTime;
import app.quotawatch.testing.faults.Fault;
import app.quotawatch.testing.faults.Faults;
import app.quotawatch.testing.faults.FaultyServer;
import app.quotawatch.testing.faults.StoredEvents;

/**
 * An application that makes 500 calls per second while the ingest has every known fault and then works again. The load, the
 * sockets and the timeouts are real; pauses pass a hundred times faster, as five minutes would be long.
 */
class FaultTest {

    private static final int CALLS_PER_SECOND = 500;
    private static final int CALLS_DURING_THE_FAULT = 3 * CALLS_PER_SECOND;
    private static final int BUFFER = 700;
    private static final int FACTOR = 100;
    static final Duration DELIVERY_TIMEOUT = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /* How late a machine under load may be; it is not what is measured. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ParameterizedTest
    @MethodSource("app.quotawatch.delivery.FaultScenario#all")
    @Execution(ExecutionMode.CONCURRENT)
    void load_passesThroughTheFault_andDeliveryComesBackAfterIt(FaultScenario scenario) {
        run(scenario, new ScaledTime(FACTOR), CALLS_DURING_THE_FAULT);
    }

    private static Stream<FaultScenario> scenariosWithoutLongPauses() {
        List<String> withLongPauses = List.of("status 401", "status 403", "Retry-After beyond reason",
                "Retry-After as a date");
        return FaultScenario.all().filter(scenario -> !withLongPauses.contains(scenario.name()));
    }

    @ParameterizedTest
    @MethodSource("scenariosWithoutLongPauses")
    @Execution(ExecutionMode.CONCURRENT)
    @Tag("soak")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void load_passesThroughAMinuteOfTheFault_inRealTime(FaultScenario scenario) {
        run(scenario, new ScaledTime(1), 60 * CALLS_PER_SECOND);
    }

    private static void run(FaultScenario scenario, ScaledTime time, int callsDuringTheFault) {
        StoredEvents stored = new StoredEvents();
        ScheduledExecutorService executor = time.executor();
        try (FaultyServer ingest = FaultyServer.start(Faults.none(), stored)) {
            Delivery delivery = Delivery.of(Subject.config(ingest.url()).bufferSize(BUFFER)
                    .deliveryTimeout(DELIVERY_TIMEOUT).flushInterval(Duration.ofSeconds(5)).build(), time.clock(), time,
                    event -> {});
            start(delivery, executor);
            int calls = underLoad(scenario, time, ingest, delivery, callsDuringTheFault);

            assertThat(delivery.close(PATIENCE)).as("events lost at shutdown").isZero();
            DeliveryStats end = Accounts.assertAddsUp(delivery.stats(0, 0));
            assertThat(end.recorded()).isEqualTo(calls);
            assertThat(stored.endpoints())
                    .as("the ingest stored exactly what was counted as delivered, each event once")
                    .doesNotHaveDuplicates().hasSize(Math.toIntExact(end.delivered()));
            assertThat(stored.dropped("overflow")).as("the ingest knows of each event that was dropped")
                    .isEqualTo(end.dropped(DropReason.OVERFLOW));
            assertThat(stored.dropped("rejected")).isLessThanOrEqualTo(end.dropped(DropReason.REJECTED));
            assertThat(end.droppedInTotal()).as("%s", end)
                    .isEqualTo(end.dropped(DropReason.OVERFLOW) + end.dropped(DropReason.REJECTED));
            if (!scenario.rejects()) {
                assertThat(end.dropped(DropReason.REJECTED)).isZero();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /* As the engine does. */
    private static void start(Delivery delivery, ScheduledExecutorService executor) {
        ExecutorScheduler scheduler = new ExecutorScheduler(executor);
        delivery.start(scheduler);
        scheduler.every(Duration.ofMillis(500), delivery::retryIfDue);
    }

    private static int underLoad(FaultScenario scenario, ScaledTime time, FaultyServer ingest, Delivery delivery,
            int callsDuringTheFault) {
        Load load = Load.start(delivery, CALLS_PER_SECOND);
        try (load; Audit audit = Audit.start(delivery, BUFFER)) {
            await().atMost(PATIENCE).until(() -> delivery.stats(0, 0).delivered() > 0);
            Duration begin = time.passed();
            int requests = ingest.requests();
            ingest.behave(scenario.fault().apply(time));
            int before = load.calls();
            await().atMost(PATIENCE.plusSeconds(callsDuringTheFault / CALLS_PER_SECOND))
                    .until(() -> load.calls() >= before + callsDuringTheFault);
            assertThat(audit.samples()).as("readings of the account").isPositive();
            if (!scenario.comesAndGoes() && !scenario.rejects()) {
                long seconds = time.passed().minus(begin).toSeconds();
                assertThat(ingest.requests() - requests).as("attempts in %s s", seconds)
                        .isLessThan(20 + (int) seconds / 12);
            }
            ingest.behave(Faults.none());
            long delivered = delivery.stats(0, 0).delivered();
            await().atMost(time.real(LONGEST_PAUSE.multipliedBy(2)).plus(PATIENCE))
                    .until(() -> delivery.stats(0, 0).delivered() > delivered);
        }
        return load.calls();
    }

    private static Stream<Fault> faultsThatHoldARequest() {
        return Stream.of(Faults.acceptAndIgnore(), Faults.hang(), Faults.respondAfter(Subject.FOREVER), Faults.drip());
    }

    /* There is no timeout here, so a caller that waited for the request would wait forever. */
    @ParameterizedTest
    @MethodSource("faultsThatHoldARequest")
    void caller_doesNotWaitForARequestThatIsHeld(Fault fault) throws InterruptedException {
        StoredEvents stored = new StoredEvents();
        try (FaultyServer ingest = FaultyServer.start(fault, stored);
                Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(BUFFER)).add(1, 1)) {
            Thread background = new Thread(subject.executor::tick);
            background.start();
            await().atMost(PATIENCE).until(() -> ingest.requests() == 1);
            Load load = Load.start(subject.delivery(), CALLS_PER_SECOND);
            try (load) {
                await().atMost(PATIENCE).until(() -> load.calls() >= BUFFER + CALLS_PER_SECOND);
            }
            DeliveryStats stats = subject.stats();
            assertThat(stats.inFlight()).as("the request is still held").isEqualTo(1);
            assertThat(stats.buffered()).isEqualTo(BUFFER);
            assertThat(stats.dropped(DropReason.OVERFLOW)).isEqualTo(load.calls() - BUFFER);
            subject.delivery().close(Duration.ZERO);
            background.join();
        }
    }

    @Test
    void wrongCertificate_isAFailureLikeAnyOther_andGetsNoEvents() {
        ScaledTime time = new ScaledTime(FACTOR);
        StoredEvents stored = new StoredEvents();
        ScheduledExecutorService executor = time.executor();
        try (FaultyServer ingest = FaultyServer.startWithWrongCertificate(Faults.none(), stored)) {
            Delivery delivery = Delivery.of(Subject.config(ingest.url()).bufferSize(BUFFER)
                    .deliveryTimeout(Duration.ofSeconds(5)).flushInterval(Duration.ofSeconds(5)).build(), time.clock(),
                    time, event -> {});
            start(delivery, executor);
            try (Load load = Load.start(delivery, CALLS_PER_SECOND); Audit audit = Audit.start(delivery, BUFFER)) {
                await().atMost(PATIENCE).until(() -> load.calls() >= CALLS_DURING_THE_FAULT);
                assertThat(audit.samples()).as("readings of the account").isPositive();
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(delivery.stats(0, 0).lastFailure())
                        .hasValueSatisfying(failure -> assertThat(failure.message()).contains("certif")));
            }
            delivery.close(DELIVERY_TIMEOUT);
            DeliveryStats end = Accounts.assertAddsUp(delivery.stats(0, 0));
            assertThat(end.delivered()).isZero();
            assertThat(stored.endpoints()).isEmpty();
            assertThat(ingest.connections()).isPositive();
        } finally {
            executor.shutdownNow();
        }
    }
}
