package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.FlushResult;
import app.quotawatch.InvalidConfigException;
import app.quotawatch.testing.HostileServer;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Logged;

/** Ingests that send no response. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnreachableIngestTest {

    @Test
    void refusedConnection_isIncompleteAndKeepsTheEvents() {
        try (Subject subject = Subject.of(IngestDouble.unreachable()).add(1, 3)) {
            FlushResult result = subject.flush();

            assertThat(result.outcome()).isEqualTo(FlushResult.Outcome.INCOMPLETE);
            assertThat(result.remaining()).isEqualTo(3);
            assertThat(result.failure().orElseThrow().status()).isEmpty();
            assertThat(result.failure().orElseThrow().message()).containsIgnoringCase("connect");
            assertThat(subject.stats().inFlight() + subject.stats().buffered()).isEqualTo(3);
        }
    }

    @Test
    void unknownHost_isIncompleteAndKeepsTheEvents() {
        try (Subject subject = Subject.of(URI.create("http://no-such-host.invalid")).add(1, 3)) {
            assertThat(subject.flush().outcome()).isEqualTo(FlushResult.Outcome.INCOMPLETE);
            assertThat(subject.stats().delivered()).isZero();
        }
    }

    @Test
    void hostThatTheHttpClientCannotAddress_isRejectedAtStartOrAFailureLikeAnyOther() {
        try (Subject subject = Subject.of(URI.create("http://my_ingest:3001")).add(1, 3)) {
            assertThat(subject.flush().outcome()).isEqualTo(FlushResult.Outcome.INCOMPLETE);
            assertThat(subject.stats().recorded()).isEqualTo(3);
        } catch (InvalidConfigException rejected) {
            assertThat(rejected.problems()).singleElement().asString().startsWith("quotawatch.ingest-url");
        }
    }

    @Test
    void hostThatTheHttpClientCannotAddress_doesNotFloodTheLog() {
        try (Logged logged = Logged.start();
                Subject subject = Subject.of(URI.create("http://my_ingest:3001")).add(1, 3)) {
            for (int i = 0; i < 5; i++) {
                subject.executor.tick();
                subject.flush();
            }
            assertThat(logged.from(Level.INFO)).hasSize(1);
        } catch (InvalidConfigException rejected) {
            assertThat(rejected.problems()).hasSize(1);
        }
    }

    @Test
    void hangingIngest_holdsAFlushNoLongerThanItsTimeout() {
        try (HostileServer ingest = HostileServer.hanging(); Subject subject = Subject.of(ingest.url()).add(1, 3)) {
            FlushResult result = subject.delivery().flush(Subject.SHORT);

            assertThat(result.outcome()).isEqualTo(FlushResult.Outcome.TIMED_OUT);
            assertThat(result.remaining()).isEqualTo(3);
            assertThat(ingest.requests()).isEqualTo(1);
        }
    }

    @Test
    void hangingIngest_holdsABackgroundDeliveryNoLongerThanTheDeliveryTimeout() {
        try (HostileServer ingest = HostileServer.hanging();
                Subject subject = Subject.of(Subject.config(ingest.url()).deliveryTimeout(Subject.SHORT)).add(1, 3)) {
            subject.executor.tick();

            assertThat(subject.stats().inFlight()).isEqualTo(3);
            assertThat(subject.stats().lastFailure().orElseThrow().message()).contains("no response");
        }
    }

    @Test
    void bodyThatNeverEnds_holdsAFlushNoLongerThanItsTimeout() {
        try (HostileServer ingest = HostileServer.start((request, out) -> {
            out.write("HTTP/1.1 202 Accepted\r\nContent-Length: 100\r\n\r\nhalf".getBytes());
            out.flush();
        }); Subject subject = Subject.of(ingest.url()).add(1, 3)) {
            assertThat(subject.delivery().flush(Subject.SHORT).outcome()).isNotEqualTo(FlushResult.Outcome.COMPLETE);
            assertThat(subject.stats().delivered()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 202 Accepted\r\n\r\n", "HTTP/1.1 500 Oops\r\n\r\n",
            "HTTP/1.1 202 Accepted\r\nContent-Length: 9000000000000000000\r\n\r\n"})
    void giantBody_isDiscardedAfterItsBeginning(String head) {
        CountDownLatch givenUp = new CountDownLatch(1);
        try (HostileServer ingest = HostileServer.start((request, out) -> {
            try {
                out.write(head.getBytes());
                while (true) {
                    out.write(new byte[65536]);
                }
            } finally {
                givenUp.countDown();
            }
        }); Subject subject = Subject.of(ingest.url()).add(1, 3)) {
            assertThat(subject.flush().delivered()).isEqualTo(head.contains("202") ? 3 : 0);
            await().until(() -> givenUp.getCount() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no http at all\r\n\r\n", "\r\n\r\n", "HTTP/1.1\r\n\r\n", "HTTP/1.1 abc\r\n\r\n",
            "HTTP/1.1 500 Oops\r\nContent-Length: -5\r\n\r\n", "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n", ""})
    void responseThatIsNotHttp_isIncompleteAndKeepsTheEvents(String bytes) {
        try (HostileServer ingest = HostileServer.start((request, out) -> {
            out.write(bytes.getBytes());
            out.close();
        }); Subject subject = Subject.of(ingest.url()).add(1, 3)) {
            FlushResult result = subject.flush();

            assertThat(result.outcome()).isEqualTo(FlushResult.Outcome.INCOMPLETE);
            assertThat(result.failure()).isPresent();
            assertThat(subject.stats().inFlight() + subject.stats().buffered()).isEqualTo(3);
        }
    }
}
