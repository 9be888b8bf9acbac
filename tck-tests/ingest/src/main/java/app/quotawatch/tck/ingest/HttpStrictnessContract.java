package app.quotawatch.tck.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP allows and forbids, byte by byte. Nothing that a peer sends is logged. */
@Timeout(60)
public abstract class HttpStrictnessContract extends IngestContract {

    private static final String CLOSE = "Connection: close\r\n";
    private static final String KEEP = "POST /v1/ingest HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    private static final String POST = KEEP + CLOSE;

    private static final Pattern ERROR = Pattern.compile("HTTP/\\d\\.\\d [45]\\d\\d ");

    private final LoggedLines logged = new LoggedLines();

    @BeforeEach
    void readLog() {
        logged.start();
    }

    @AfterEach
    void assertSilent() {
        assertThat(logged.stop()).isEmpty();
    }

    /* A malformed request may be answered, or just disconnected; it is never one that was understood. */
    private static void assertNotUnderstood(String response) {
        assertThat(response).matches(text -> text.isEmpty() || ERROR.matcher(text).lookingAt(), "an error, or nothing");
    }

    private static String chunked(String body) {
        return Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "-1\r\n", "\r\n", "0x5\r\n", "100000000\r\n", "5\nhello", "3\r\n{}xyz\r\n",
            ";\r\n"})
    void badChunk_isNotUnderstoodAndNothingIsStored(String chunk) {
        assertNotUnderstood(client().raw(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunk + "0\r\n\r\n"));
        assertThat(ingest().batches()).isZero();
    }

    @Test
    void chunksWithExtensionsAndTrailers_areAccepted() {
        String batch = batch(Wire.event("OpenAI"));
        String body = Integer.toHexString(20) + ";a=b\r\n" + batch.substring(0, 20) + "\r\n"
                + chunked(batch.substring(20)) + "0\r\nDigest: x\r\n\r\n";
        assertThat(client().raw(POST + "Transfer-Encoding: chunked\r\n\r\n" + body)).startsWith("HTTP/1.1 202");
        assertThat(ingest().received()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5\r\nContent-Length: 6", "Content-Length: +5", "Content-Length: -1",
            "Content-Length: 5, 6", "Content-Length: 9999999999999999999", "Transfer-Encoding: gzip, chunked",
            "X : y", ": x", "X: \u0000", "X: a\u0007b"})
    void ambiguousHead_isNotUnderstood(String headers) {
        assertNotUnderstood(client().raw(POST + headers + "\r\n\r\n"));
        assertThat(ingest().batches()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET v1/ingest HTTP/1.1", "SSH-2.0-OpenSSH_9.2", "\u0016\u0003\u0001",
            "GET /v1/\u00fc HTTP/1.1",
            "POST", "PRI * HTTP/2.0"})
    void badRequestLine_isNotUnderstood(String line) {
        assertNotUnderstood(client().raw(line + "\r\nHost: localhost\r\n" + CLOSE + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRI * HTTP/2.0\r\n\r\nSM\r\n", "GET / HTTP/2.0\r\n", "GET / HTTP/3.1\r\n",
            "GET / HTTP/1.1\r\n",
            "GET / HTTP/1.1\r\nHost:\r\n", "GET / HTTP/1.1\r\nHost: a b\r\n", "GET / HTTP/1.1\r\nHost: [::\r\n",
            "GET / HTTP/1.1\r\nHost: :99999999\r\n", "GET / HTTP/1.0\r\n", "GET / HTTP/1.0\r\nHost: a b\r\n",
            "GET http:///x HTTP/1.1\r\nHost: x\r\n",
            "GET http://[x HTTP/1.1\r\nHost: x\r\n", "CONNECT x:1 HTTP/1.1\r\nHost: x:1\r\n"})
    void headWithoutAHostOrOfAnotherVersion_isNotUnderstood(String head) {
        assertNotUnderstood(client().raw(head + CLOSE + "\r\n"));
    }

    @Test
    void hugeQuery_isNotUnderstood() {
        assertNotUnderstood(client().raw("GET /v1/ingest?api=" + "x".repeat(5_000_000)
                + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    }

    @Test
    void hugeHead_isNotUnderstood() {
        assertNotUnderstood(client().raw(POST + ("X-Long: " + "y".repeat(1_000) + "\r\n").repeat(1_000) + "\r\n"));
    }

    @Test
    void expectation_isMetBeforeTheBodyIsSent() throws IOException {
        String batch = batch(Wire.event("OpenAI"));
        try (RawConnection peer = new RawConnection(ingest().uri())) {
            peer.send(POST + "Expect: 100-continue\r\nContent-Length: " + batch.length() + "\r\n\r\n");
            assertThat(peer.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 Continue\r\n");
            assertThat(peer.send(batch).readAll()).startsWith("HTTP/1.1 202");
        }
    }

    @Test
    void expectationThatCannotBeMet_isRejectedWithoutTheBody() {
        assertThat(client().raw(POST + "Expect: 100-continue\r\nContent-Length: 2000000\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
        assertThat(client().raw(POST + "Expect: coffee\r\nContent-Length: 2\r\n\r\n")).startsWith("HTTP/1.1 417");
    }

    @Test
    void requestsOfOneConnection_getTheirResponsesInOrder() {
        String batch = batch(Wire.event("OpenAI"));
        String text = client().raw(KEEP + "Content-Length: " + batch.length() + "\r\n\r\n" + batch
                + "GET /v1/ingest HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + KEEP.replace("application/json", "text/plain") + "Content-Length: 3\r\n\r\nabc"
                + POST + "Content-Length: " + batch.length() + "\r\n\r\n" + batch);
        assertThat(Pattern.compile("HTTP/1\\.1 (\\d{3})").matcher(text).results().map(status -> status.group(1)))
                .containsExactly("202", "405", "415", "202");
        assertThat(ingest().received()).isEqualTo(2);
    }

    @Test
    void requestThatFollowsAnotherInItsBody_isNotServed() {
        String smuggled = "POST /v1/ingest HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + batch().length() + "\r\n\r\n" + batch();
        assertThat(client().raw(POST + "Content-Length: " + smuggled.length() + "\r\n\r\n" + smuggled))
                .startsWith("HTTP/1.1 400").doesNotContain("HTTP/1.1 202");
        assertThat(ingest().batches()).isZero();
    }
}
