package app.quotawatch.tck.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import app.quotawatch.event.CallFailed;
import app.quotawatch.event.FailureKind;
import app.quotawatch.testing.faults.Fault;

/** Calls without a response: each counts once, with its kind and duration, and the application gets the same exception. */
public interface FailuresContract extends Contract {

    /** Makes the call without and with QuotaWatch, compares what the application gets, and returns what was recorded. */
    private CallFailed failure(URI uri, ClientSetup setup) {
        world().start();
        return failureOfStarted(uri, setup);
    }

    private CallFailed failureOfStarted(URI uri, ClientSetup setup) {
        ClientUnderTest plain = client(setup.times(0));
        ClientUnderTest observed = client(setup);

        Outcome.of(() -> plain.call(HttpCall.get(uri))); // the JDK words its first failed look-up of a host differently
        Outcome expected = Outcome.of(() -> plain.call(HttpCall.get(uri)));
        Outcome outcome = Outcome.of(() -> observed.call(HttpCall.get(uri)));

        assertThat(expected.failure()).isNotEmpty();
        assertThat(outcome).matches(other -> isSame(other, expected), "is as " + expected);
        CallFailed failure = world().recorded().onlyFailure();
        assertThat(failure.endpoint()).isEqualTo(uri.getPath());
        assertThat(failure.method()).isEqualTo("GET");
        return failure;
    }

    /** Returns whether two failures of a client are the same, but for what differs from one to the next without QuotaWatch, too. */
    default boolean isSame(Outcome outcome, Outcome expected) {
        return outcome.equals(expected);
    }

    private CallFailed failure(Fault fault) {
        world().upstream().behave(fault);
        return failure(world().url("/v1/things"), ClientSetup.observed());
    }

    @Test
    default void timeout_isAReadTimeout() {
        Duration timeout = Duration.ofMillis(300);
        world().upstream().behave(Responses.silent());

        CallFailed failure = failure(world().url("/v1/things"), ClientSetup.observed().waiting(timeout));

        assertThat(failure.kind()).isEqualTo(FailureKind.READ_TIMEOUT);
        assertThat(failure.duration().orElseThrow()).isGreaterThanOrEqualTo(timeout.minusMillis(50));
    }

    @Test
    default void connectionThatIsNotAccepted_isAConnectTimeout() throws Exception {
        Duration timeout = Duration.ofMillis(300);
        try (FullQueue server = FullQueue.start()) {
            world().start("Full", server.url(""));

            CallFailed failure = failureOfStarted(server.url("/v1/things"),
                    ClientSetup.observed().connectingWithin(timeout));

            assertThat(failure.api()).isEqualTo("Full");
            assertThat(failure.kind()).isEqualTo(FailureKind.CONNECT_TIMEOUT);
            assertThat(failure.duration().orElseThrow()).isGreaterThanOrEqualTo(timeout.minusMillis(50));
        }
    }

    @Test
    default void refusedConnection_isRecorded() {
        world().refuseConnections();

        CallFailed failure = failure(world().url("/v1/things"), ClientSetup.observed());

        assertThat(failure.kind()).isEqualTo(FailureKind.CONNECTION_REFUSED);
        assertThat(failure.duration()).isPresent();
    }

    @Test
    default void unknownHost_isRecorded() {
        CallFailed failure = failure(World.NOWHERE, ClientSetup.observed());

        assertThat(failure.api()).isEqualTo("Nowhere");
        assertThat(failure.kind()).isIn(unknownHostKind());
        assertThat(failure.duration()).isPresent();
    }

    /** Returns what the client reveals of a host that does not exist. */
    default FailureKind unknownHostKind() {
        return FailureKind.UNKNOWN_HOST;
    }

    @Test
    default void untrustedCertificate_isRecorded() {
        CallFailed failure = failure(world().untrusted(), ClientSetup.observed());

        assertThat(failure.api()).isEqualTo("Secure");
        assertThat(failure.kind()).isEqualTo(FailureKind.TLS);
        assertThat(failure.duration()).isPresent();
    }

    @Test
    default void connectionThatEndsInMidHeaders_isRecorded() {
        CallFailed failure = failure(Responses.resetInMidHeaders());

        assertThat(failure.kind()).isEqualTo(FailureKind.CONNECTION_RESET);
        assertThat(failure.duration()).isPresent();
    }

    @Test
    default void connectionThatEndsWithoutAResponse_isRecorded() {
        assertThat(failure(Responses.nothing()).kind()).isEqualTo(FailureKind.CONNECTION_RESET);
    }

    @Test
    default void responseThatIsNotHttp_isRecorded() {
        assertThat(failure(Responses.garbage()).kind()).isIn(FailureKind.OTHER, FailureKind.CONNECTION_RESET);
    }

    @Test
    default void bodyThatEndsEarly_isACallWithAResponse() {
        world().start();
        world().upstream().behave(Responses.truncatedBody());
        ClientUnderTest plain = client(ClientSetup.observed().times(0));
        ClientUnderTest observed = client(ClientSetup.observed());
        HttpCall call = HttpCall.get(world().url("/v1/things"));

        Outcome expected = Outcome.of(() -> plain.call(call));

        assertThat(Outcome.of(() -> observed.call(call))).isEqualTo(expected);
        assertThat(world().recorded().only().rateLimitHeaders()).containsEntry("x-ratelimit-remaining", "41");
    }

    @Test
    default void bodyThatEndsEarly_ofAClientThatFollowsRedirects_isACallWithAResponse() {
        needs(Ability.REDIRECT);
        world().start();
        world().upstream().behave(Responses.truncatedBody());
        ClientUnderTest observed = client(ClientSetup.observed().followingRedirects());

        Outcome.of(() -> observed.call(HttpCall.get(world().url("/v1/things"))));

        assertThat(world().recorded().only().status()).isEqualTo(200);
    }

    @Test
    default void exceptionOfTheApplication_isTheSameObject() {
        RuntimeException thrown = new IllegalStateException("the application's own");
        world().start();
        needs(Ability.ANY_METHOD);
        HttpCall call = HttpCall.of("POST", world().url("/v1/things")).failingWith(thrown);
        ClientUnderTest plain = client(ClientSetup.observed().times(0));
        ClientUnderTest observed = client(ClientSetup.observed());

        Throwable expected = catchThrowable(() -> plain.call(call).read());
        Throwable failure = catchThrowable(() -> observed.call(call).read());

        assertThat(Outcome.chainOf(failure)).isEqualTo(Outcome.chainOf(expected));
        assertThat(Outcome.contains(failure, thrown)).as("contains the application's exception").isTrue();
        assertThat(world().recorded().onlyFailure().kind()).isEqualTo(FailureKind.OTHER);
    }

    @Test
    default void cancelledCall_isRecorded_andReachesTheServer() throws Exception {
        needs(Ability.CANCEL);
        ClientUnderTest client = observed();
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        world().upstream().behave(Responses.silent(arrived, gone));

        ClientUnderTest.Started started = client.start(HttpCall.get(world().url("/v1/things")));
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        started.cancel();

        assertThat(catchThrowable(started::await)).isNotNull();
        assertThat(gone.await(20, TimeUnit.SECONDS)).as("the connection is closed").isTrue();
        assertThat(world().recorded().onlyFailure().kind()).isEqualTo(FailureKind.CANCELLED);
    }

    @Test
    default void interruptedCall_isRecorded_andInterruptedAsBefore() throws Exception {
        needs(Ability.INTERRUPT);
        world().start();

        Interrupted expected = Interrupted.make(world(), client(ClientSetup.observed().times(0)));
        Interrupted outcome = Interrupted.make(world(), client(ClientSetup.observed()));

        assertThat(outcome).isEqualTo(expected);
        assertThat(world().recorded().onlyFailure().kind()).isEqualTo(FailureKind.CANCELLED);
    }

    /** What a thread gets that is interrupted while it waits for a response. */
    record Interrupted(Outcome outcome, boolean flag) {

        static Interrupted make(World world, ClientUnderTest client) throws Exception {
            CountDownLatch arrived = new CountDownLatch(1);
            world.upstream().behave(Responses.silent(arrived, new CountDownLatch(1)));
            Interrupted[] result = new Interrupted[1];
            Thread caller = new Thread(() -> {
                Outcome outcome = Outcome.of(() -> client.call(HttpCall.get(world.url("/v1/things"))));
                result[0] = new Interrupted(outcome, Thread.currentThread().isInterrupted());
            }, "interrupted-caller");
            caller.start();
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            caller.interrupt();
            caller.join(20_000);
            assertThat(result[0]).as("the call ended").isNotNull();
            return result[0];
        }
    }
}
