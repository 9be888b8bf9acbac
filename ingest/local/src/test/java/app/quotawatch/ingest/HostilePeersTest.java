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

import app.quotawatch.tck.ingest.Client;
import app.quotawatch.tck.ingest.RawConnection;
import app.quotawatch.tck.ingest.Wire;

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
        RawConnection peer = new RawConnection(ingest.uri());
        peers.add(peer);
        return peer;
    }

    private void impatient() {
        ingest.close();
        ingest = LocalIngest.builder().port(0).exchangeTimeout(Duration.ofSeconds(2)).heartbeat(Duration.ofMillis(10))
                .start();
    }

    private void assertWorks() {
        Client client = new Client(ingest.uri());
        long before = ingest.received();
        assertThat(client.post(Wire.batch(Wire.event("OpenAI"))).statusCode()).isEqualTo(202);
        assertThat(ingest.received()).isEqualTo(before + 1);
        assertThat(client.get("/v1/summary").statusCode()).isEqualTo(200);
    }

    private void store30Megabytes() {
        Client client = new Client(ingest.uri());
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
        Client client = new Client(ingest.uri());
        for (int i = 0; i < 150; i++) {
            client.post(Wire.batch(Wire.largeEvent("Api" + i)));
        }
        peer().send("GET /v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await().until(() -> ingest.streamClients() == 1);
        await().atMost(Duration.ofSeconds(40)).until(() -> ingest.streamClients() == 0);
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
