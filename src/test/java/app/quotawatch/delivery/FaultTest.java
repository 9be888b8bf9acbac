package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
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
import app.quotawatch.testing.ScaledTime;
import app.quotawatch.testing.faults.Fault;
import app.quotawatch.testing.faults.Faults;
import app.quotawatch.testing.faults.FaultyServer;
import app.quotawatch.testing.faults.StoredEvents;

/**
 * An application that makes 500 calls a second, while the ingest has every fault there is and then works again. The load, the
 * sockets and the timeouts are real; pauses pass a hundred times faster, as five minutes would be long.
 */
class FaultTest {

    private static final int CALLS_A_SECOND = 500;
    private static final int CALLS_DURING_THE_FAULT = 3 * CALLS_A_SECOND;
    private static final int BUFFER = 700;
    private static final int FACTOR = 100;
    private static final Duration DELIVERY_TIMEOUT = Duration.ofMillis(250);
    private static final Duration LATE = DELIVERY_TIMEOUT.plusMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /* What a machine under load may be late by; not what is measured. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A fault, and what may come of it. */
    private record Scenario(String name, Function<ScaledTime, Fault> fault, boolean rejects, boolean comesAndGoes) {

        static Scenario of(String name, Fault fault) {
            return new Scenario(name, time -> fault, false, false);
        }

        static Scenario rejecting(int status) {
            return new Scenario("status " + status, time -> Faults.status(status), true, false);
        }

        static Scenario flapping(String name, Fault fault) {
            return new Scenario(name,
                    time -> Faults.flapping(fault, Faults.none(), time.real(Duration.ofSeconds(1))), false, true);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Scenario> scenarios() {
        return Stream.of(connections(), answers(), statuses(), pauses(), flapping()).flatMap(scenario -> scenario);
    }

    private static Stream<Scenario> connections() {
        return Stream.of(
                Scenario.of("refused", Faults.refuse()),
                Scenario.of("accepted and ignored", Faults.acceptAndIgnore()),
                Scenario.of("accepted and read, no answer", Faults.hang()),
                Scenario.of("reset at once", Faults.resetAtOnce()),
                Scenario.of("answer after the timeout", Faults.answerAfter(LATE)));
    }

    private static Stream<Scenario> answers() {
        return Stream.of(
                Scenario.of("half a head, then reset", Faults.halfAHeadThenReset()),
                Scenario.of("half a body, then reset", Faults.halfABodyThenReset()),
                Scenario.of("slow drip", Faults.drip()),
                Scenario.of("garbage", Faults.say("\u0000\u00ff\u0001 this is no HTTP\r\n\r\n\r\n")),
                Scenario.of("half a status line", Faults.say("HTTP/1.1 20")),
                Scenario.of("nothing, then the end", Faults.say("")),
                Scenario.of("storm of 100", Faults.interimStorm(100)),
                Scenario.of("storm of 103", Faults.interimStorm(103)),
                Scenario.of("endless head", Faults.endlessHead()),
                Scenario.of("giant body of a failure", Faults.giantBody(500)),
                Scenario.of("giant body of a success", Faults.giantBody(202)));
    }

    private static Stream<Scenario> statuses() {
        return Stream.of(
                Stream.of(400, 413, 422).map(Scenario::rejecting),
                IntStream.of(401, 403, 404, 405, 408, 409, 410, 425, 429, 500, 501, 502, 503, 504, 507, 511)
                        .mapToObj(status -> Scenario.of("status " + status, Faults.status(status))),
                IntStream.of(300, 301, 302, 303, 304, 307, 308).mapToObj(
                        status -> Scenario.of("redirect " + status,
                                Faults.status(status, "Location: http://localhost:1/v1/ingest"))),
                Stream.of(everyOther(400), everyOther(500)))
                .flatMap(scenario -> scenario);
    }

    /* Without those after which there is a long pause. */
    private static Scenario everyOther(int from) {
        List<Integer> statuses = new ArrayList<>(IntStream.range(from, from + 100).boxed().toList());
        statuses.removeAll(List.of(401, 403));
        Collections.shuffle(statuses);
        return new Scenario("any of " + from + " in turn", time -> Faults.statuses(statuses), true, true);
    }

    private static Stream<Scenario> pauses() {
        return Stream.of(
                Scenario.of("Retry-After in seconds", Faults.status(429, "Retry-After: 30")),
                Scenario.of("Retry-After of zero", Faults.status(429, "Retry-After: 0")),
                Scenario.of("Retry-After beyond reason", Faults.status(503, "Retry-After: 99999999999999999999")),
                Scenario.of("Retry-After that is none", Faults.status(429, "Retry-After: later")),
                new Scenario("Retry-After as a date", time -> Faults.status(429, "Retry-After: "
                        + DateTimeFormatter.RFC_1123_DATE_TIME.format(time.clock().instant().plusSeconds(200)
                                .atZone(time.clock().getZone()))),
                        false, false));
    }

    private static Stream<Scenario> flapping() {
        return Stream.of(
                Scenario.flapping("flapping each second between reset and success", Faults.resetAtOnce()),
                Scenario.flapping("flapping each second between 503 and success", Faults.status(503)),
                Scenario.flapping("flapping each second between lost answer and success",
                        Faults.halfABodyThenReset()));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    @Execution(ExecutionMode.CONCURRENT)
    void load_passesThroughTheFault_andDeliveryComesBackAfterIt(Scenario scenario) {
        run(scenario, new ScaledTime(FACTOR), CALLS_DURING_THE_FAULT);
    }

    private static Stream<Scenario> scenariosWithoutLongPauses() {
        List<String> withLongPauses = List.of("status 401", "status 403", "Retry-After beyond reason",
                "Retry-After as a date");
        return scenarios().filter(scenario -> !withLongPauses.contains(scenario.name()));
    }

    @ParameterizedTest
    @MethodSource("scenariosWithoutLongPauses")
    @Execution(ExecutionMode.CONCURRENT)
    @Tag("soak")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void load_passesThroughAMinuteOfTheFault_inRealTime(Scenario scenario) {
        run(scenario, new ScaledTime(1), 60 * CALLS_A_SECOND);
    }

    private static void run(Scenario scenario, ScaledTime time, int callsDuringTheFault) {
        StoredEvents stored = new StoredEvents();
        ScheduledExecutorService executor = time.executor();
        try (FaultyServer ingest = FaultyServer.start(Faults.none(), stored)) {
            Delivery delivery = Delivery.of(Subject.config(ingest.url()).bufferSize(BUFFER)
                    .deliveryTimeout(DELIVERY_TIMEOUT).flushInterval(Duration.ofSeconds(5)).build(), time.clock(), time,
                    refused -> {});
            delivery.start(executor);
            int calls = underLoad(scenario, time, ingest, delivery, callsDuringTheFault);

            assertThat(delivery.close(PATIENCE)).as("events lost at shutdown").isZero();
            DeliveryStats end = Accounts.assertAddsUp(delivery.stats(0, 0));
            assertThat(end.recorded()).isEqualTo(calls);
            assertThat(stored.endpoints()).as("what the ingest has is what is said to be delivered, each once")
                    .doesNotHaveDuplicates().hasSize(Math.toIntExact(end.delivered()));
            assertThat(end.droppedInTotal()).as("%s", end)
                    .isEqualTo(end.dropped(DropReason.OVERFLOW) + end.dropped(DropReason.REJECTED));
            if (!scenario.rejects()) {
                assertThat(end.dropped(DropReason.REJECTED)).isZero();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static int underLoad(Scenario scenario, ScaledTime time, FaultyServer ingest, Delivery delivery,
            int callsDuringTheFault) {
        Load load = Load.start(delivery, CALLS_A_SECOND);
        try (load; Audit audit = Audit.start(delivery, BUFFER)) {
            await().atMost(PATIENCE).until(() -> delivery.stats(0, 0).delivered() > 0);
            Duration begin = time.passed();
            int requests = ingest.requests();
            ingest.behave(scenario.fault().apply(time));
            int before = load.calls();
            await().atMost(PATIENCE.plusSeconds(callsDuringTheFault / CALLS_A_SECOND))
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
        return Stream.of(Faults.acceptAndIgnore(), Faults.hang(), Faults.answerAfter(Subject.FOREVER), Faults.drip());
    }

    /* As there is no timeout here, a caller that waited for the request would wait for ever. */
    @ParameterizedTest
    @MethodSource("faultsThatHoldARequest")
    void caller_doesNotWaitForARequestThatIsHeld(Fault fault) throws InterruptedException {
        StoredEvents stored = new StoredEvents();
        try (FaultyServer ingest = FaultyServer.start(fault, stored);
                Subject subject = Subject.of(Subject.config(ingest.url()).bufferSize(BUFFER)).add(1, 1)) {
            Thread background = new Thread(subject.executor::tick);
            background.start();
            await().atMost(PATIENCE).until(() -> ingest.requests() == 1);
            Load load = Load.start(subject.delivery(), CALLS_A_SECOND);
            try (load) {
                await().atMost(PATIENCE).until(() -> load.calls() >= BUFFER + CALLS_A_SECOND);
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
                    time, refused -> {});
            delivery.start(executor);
            try (Load load = Load.start(delivery, CALLS_A_SECOND); Audit audit = Audit.start(delivery, BUFFER)) {
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
