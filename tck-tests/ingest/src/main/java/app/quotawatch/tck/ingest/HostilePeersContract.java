package app.quotawatch.tck.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that stall, or neither end nor read: others are served meanwhile, and they themselves only for a while. */
@Timeout(90)
public abstract class HostilePeersContract extends IngestContract {

    private static final String GET = "GET /v1/ingest HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String POST = "POST /v1/ingest HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    private static final int PATIENCE = 30_000;

    private final List<RawConnection> peers = new ArrayList<>();

    @AfterEach
    void disconnect() throws IOException {
        for (RawConnection peer : peers) {
            peer.close();
        }
    }

    private RawConnection peer() throws IOException {
        RawConnection peer = new RawConnection(ingest().uri());
        peers.add(peer);
        return peer;
    }

    private void impatient() throws Exception {
        restart(setup().withExchangeTimeout(Duration.ofSeconds(2)));
    }

    private void assertWorks() {
        long before = ingest().received();
        String batch = batch(Wire.event("OpenAI"));
        // over a connection of its own: one that was kept may just have had to make room
        assertThat(client().raw(POST + "Connection: close\r\nContent-Length: " + batch.length() + "\r\n\r\n" + batch))
                .startsWith("HTTP/1.1 202");
        assertThat(ingest().received()).isEqualTo(before + 1);
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
    void halfSentRequest_isDisconnected() throws Exception {
        impatient();
        assertThat(peer().send("GET /v1/sum").isClosedWithin(PATIENCE)).isTrue();
        assertThat(peer().send(POST + "Content-Length: 10\r\n\r\n{").isClosedWithin(PATIENCE)).isTrue();
        assertThat(peer().send(POST + "Transfer-Encoding: chunked\r\n\r\n1").isClosedWithin(PATIENCE)).isTrue();
        assertWorks();
    }

    @Test
    void requestThatDrips_isDisconnected() throws Exception {
        impatient();
        RawConnection peer = peer().send("GET /v1/summary?");
        assertDisconnectedWhileSending(peer);
        assertWorks();
    }

    @Test
    void bodyThatDrips_isDisconnected() throws Exception {
        impatient();
        RawConnection peer = peer().send(POST + "Content-Length: 100000\r\n\r\n{");
        assertDisconnectedWhileSending(peer);
        assertWorks();
    }

    private static void assertDisconnectedWhileSending(RawConnection peer) throws IOException {
        boolean closed = false;
        while (!closed) {
            try {
                peer.send(" ");
                closed = peer.isClosedWithin(20);
            } catch (IOException reset) {
                closed = true;
            }
        }
    }

    @Test
    void responsesThatAreNotRead_areCutOff() throws Exception {
        impatient();
        RawConnection peer = peer();
        boolean cutOff = false;
        // until both directions are full, and the ingest gives up
        while (!cutOff) {
            try {
                peer.send(GET.repeat(100));
            } catch (IOException closed) {
                cutOff = true;
            }
        }
        assertWorks();
    }

    @Test
    void idleConnection_survivesAnExchangesDeadline() throws Exception {
        impatient();
        RawConnection peer = peer().send("HEAD /v1/ingest HTTP/1.1\r\nHost: localhost\r\n\r\n");
        peer.readUntil("\r\n\r\n");
        assertThat(peer.isClosedWithin(2_500)).isFalse();
        assertThat(peer.send("HEAD /v1/ingest HTTP/1.1\r\nHost: localhost\r\n\r\n").readUntil("\r\n\r\n"))
                .startsWith("HTTP/1.1 405");
    }
}
