package app.quotawatch.delivery;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import app.quotawatch.testing.ScaledTime;
import app.quotawatch.testing.faults.Fault;
import app.quotawatch.testing.faults.Faults;

/**
 * A fault of an ingest, and its possible consequences.
 *
 * @param rejects whether events may be dropped as rejected
 * @param comesAndGoes whether there may be any number of attempts, as some succeed
 */
record FaultScenario(String name, Function<ScaledTime, Fault> fault, boolean rejects, boolean comesAndGoes) {

    static FaultScenario of(String name, Fault fault) {
        return new FaultScenario(name, time -> fault, false, false);
    }

    static FaultScenario rejecting(int status) {
        return new FaultScenario("status " + status, time -> Faults.status(status), true, false);
    }

    static FaultScenario flapping(String name, Fault fault) {
        return new FaultScenario(name,
                time -> Faults.flapping(fault, Faults.none(), time.real(Duration.ofSeconds(1))), false, true);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Returns all of them. */
    static Stream<FaultScenario> all() {
        return Stream.of(connections(), responses(), statuses(), pauses(), flapping()).flatMap(scenario -> scenario);
    }

    private static Stream<FaultScenario> connections() {
        return Stream.of(
                of("refused", Faults.refuse()),
                of("accepted and ignored", Faults.acceptAndIgnore()),
                of("accepted and read, no response", Faults.hang()),
                of("reset at once", Faults.resetAtOnce()),
                of("response after the timeout",
                        Faults.respondAfter(FaultTest.DELIVERY_TIMEOUT.plusMillis(100))));
    }

    private static Stream<FaultScenario> responses() {
        return Stream.of(
                of("half a head, then reset", Faults.halfAHeadThenReset()),
                of("half a body, then reset", Faults.halfABodyThenReset()),
                of("slow drip", Faults.drip()),
                of("garbage", Faults.respond("\u0000\u00ff\u0001 this is not HTTP\r\n\r\n\r\n")),
                of("half a status line", Faults.respond("HTTP/1.1 20")),
                of("nothing, then the end", Faults.respond("")),
                of("storm of 100", Faults.interimStorm(100)),
                of("storm of 103", Faults.interimStorm(103)),
                of("endless head", Faults.endlessHead()),
                of("giant body of a failure", Faults.giantBody(500)),
                new FaultScenario("giant body of a success", time -> Faults.giantBody(202), false, true));
    }

    private static Stream<FaultScenario> statuses() {
        return Stream.of(
                Stream.of(400, 413, 422).map(FaultScenario::rejecting),
                IntStream.of(401, 403, 404, 405, 408, 409, 410, 425, 429, 500, 501, 502, 503, 504, 507, 511)
                        .mapToObj(status -> of("status " + status, Faults.status(status))),
                IntStream.of(300, 301, 302, 303, 304, 307, 308).mapToObj(
                        status -> of("redirect " + status,
                                Faults.status(status, "Location: http://localhost:1/v1/ingest"))),
                Stream.of(everyOther(400), everyOther(500)))
                .flatMap(scenario -> scenario);
    }

    /* Without those that cause a long pause. */
    private static FaultScenario everyOther(int from) {
        List<Integer> statuses = new ArrayList<>(IntStream.range(from, from + 100).boxed().toList());
        statuses.removeAll(List.of(401, 403));
        Collections.shuffle(statuses);
        return new FaultScenario("any of " + from + " in turn", time -> Faults.statuses(statuses), true, true);
    }

    private static Stream<FaultScenario> pauses() {
        return Stream.of(
                of("Retry-After in seconds", Faults.status(429, "Retry-After: 30")),
                of("Retry-After of zero", Faults.status(429, "Retry-After: 0")),
                of("Retry-After beyond reason", Faults.status(503, "Retry-After: 99999999999999999999")),
                of("Retry-After that is none", Faults.status(429, "Retry-After: later")),
                new FaultScenario("Retry-After as a date", time -> Faults.status(429, "Retry-After: "
                        + DateTimeFormatter.RFC_1123_DATE_TIME.format(time.clock().instant().plusSeconds(200)
                                .atZone(time.clock().getZone()))),
                        false, false));
    }

    private static Stream<FaultScenario> flapping() {
        return Stream.of(
                flapping("flapping each second between reset and success", Faults.resetAtOnce()),
                flapping("flapping each second between 503 and success", Faults.status(503)),
                flapping("flapping each second between lost response and success",
                        Faults.halfABodyThenReset()));
    }
}
