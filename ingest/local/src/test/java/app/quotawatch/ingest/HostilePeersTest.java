package app.quotawatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that stall, started as a test starts the ingest: with {@link LocalIngest#builder()}. */
@Timeout(60)
class HostilePeersTest {

    private static final String GET = "GET /v1/events?limit=1000 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String POST = "POST /v1/ingest HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    private final List<RawConnection> peers = new ArrayList<>();
    private LocalIngest ingest = LocalIngest.builder().port(0).start();

    @AfterEach
    void stop() throws IOException {
        for (RawConnection peer : peers) {
            peer.close();
        }
        ingest.close();
    }

    private RawConnection peer() throws IOException {
        RawConnection peer = new RawConnection(ingest);
        peers.add(peer);
        return peer;
    }

    private void impatient() {
        ingest.close();
        ingest = LocalIngest.builder().port(0).exchangeTimeout(Duration.ofSeconds(2)).heartbeat(Duration.ofMillis(10))
                .start();
    }

    private void assertWorks() {
        Client client = new Client(ingest);
        long before = ingest.received();
        assertThat(client.post(Wire.batch(Wire.event("OpenAI"))).statusCode()).isEqualTo(202);
        assertThat(ingest.received()).isEqualTo(before + 1);
        assertThat(client.get("/v1/summary").statusCode()).isEqualTo(200);
    }

    private void store30Megabytes() {
        Client client = new Client(ingest);
        String batch = Wire.batchOf(IntStream.range(0, 15).mapToObj(i -> Wire.largeEvent("OpenAI")));
        for (int i = 0; i < 30; i++) {
            assertThat(client.post(batch).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void eightHalfOpenConnections_doNotStopIt() throws IOException {
        for (int i = 0; i < 8; i++) {
            peer().send("POST /v1/ingest HTTP/1.1\r\nHost: loc");
        }
        assertWorks();
    }

    @Test
    void fiveHundredHalfOpenConnections_doNotStopIt() throws IOException {
        for (int i = 0; i < 500; i++) {
            peer().send("POST /v1/ingest HTTP/1.1\r\nHost: loc");
        }
        assertWorks();
    }

    @Test
    void fiveHundredSilentConnections_doNotStopIt() throws IOException {
        for (int i = 0; i < 500; i++) {
            peer();
        }
        assertWorks();
    }

    @Test
    void twentyHalfSentBodies_doNotStopIt() throws IOException {
        for (int i = 0; i < 20; i++) {
            peer().send(POST + "Content-Length: 1000000\r\n\r\n{\"projectApiKey\":");
        }
        assertWorks();
    }

    @Test
    void eightClientsThatDoNotReadALargeResponse_doNotStopIt() throws IOException {
        store30Megabytes();
        for (int i = 0; i < 8; i++) {
            peer().send(GET.repeat(40));
        }
        assertWorks();
    }

    @Test
    void streamsThatAreNotRead_doNotStopIt() throws IOException {
        store30Megabytes();
        for (int i = 0; i < 16; i++) {
            peer().send("GET /v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        assertWorks();
    }

    @Test
    void halfSentRequest_isDisconnected() throws IOException {
        impatient();
        assertThat(peer().send("GET /v1/sum").isClosedWithin(30_000)).isTrue();
        assertThat(peer().send(POST + "Content-Length: 10\r\n\r\n{").isClosedWithin(30_000)).isTrue();
        assertThat(peer().send(POST + "Transfer-Encoding: chunked\r\n\r\n1").isClosedWithin(30_000)).isTrue();
    }

    @Test
    void requestThatDrips_isDisconnected() throws IOException {
        impatient();
        RawConnection peer = peer().send("GET /v1/summary?");
        boolean closed = false;
        while (!closed) {
            peer.send("x");
            closed = peer.isClosedWithin(20);
        }
        assertWorks();
    }

    @Test
    void responseThatIsNotRead_isCutOff() {
        impatient();
        store30Megabytes();
        assertThat(catchIo(() -> {
            RawConnection peer = peer();
            // until both directions are full, and the ingest gives up
            while (true) {
                peer.send(GET);
            }
        })).isInstanceOf(IOException.class);
        assertWorks();
    }

    @Test
    void streamThatIsNotRead_isCutOff() throws IOException {
        impatient();
        Client client = new Client(ingest);
        for (int i = 0; i < 150; i++) {
            client.post(Wire.batch(Wire.largeEvent("Api" + i)));
        }
        peer().send("GET /v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await().until(() -> ingest.streamClients() == 1);
        await().atMost(Duration.ofSeconds(40)).until(() -> ingest.streamClients() == 0);
    }

    @Test
    void idleConnection_survivesAnExchangesDeadline() throws IOException {
        impatient();
        RawConnection peer = peer().send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        peer.readUntil("\r\n\r\n");
        assertThat(peer.isClosedWithin(2_500)).isFalse();
        assertThat(peer.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n").readUntil("\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    private interface Action {

        void run() throws IOException;
    }

    private static IOException catchIo(Action action) {
        try {
            action.run();
            throw new AssertionError("nothing was thrown");
        } catch (IOException e) {
            return e;
        }
    }
}
