package app.quotawatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.tck.ingest.Client;
import app.quotawatch.tck.ingest.Wire;

/** What HTTP allows and forbids, byte by byte. Nothing that a peer sends is logged. */
@Timeout(60)
class HttpStrictnessTest {

    private static final String CLOSE = "Connection: close\r\n";
    private static final String POST = "POST /v1/ingest HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + CLOSE;
    private static final Logger ROOT = Logger.getLogger("");

    private final LocalIngest ingest = LocalIngest.builder().port(0).start();
    private final Client client = new Client(ingest.uri());
    private final Records logged = new Records();

    @BeforeEach
    void readLog() {
        ROOT.addHandler(logged);
    }

    @AfterEach
    void stop() {
        ROOT.removeHandler(logged);
        ingest.close();
        assertThat(logged.messages).isEmpty();
    }

    private String head(String... headers) {
        return client.raw("GET /v1/summary HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n" + CLOSE + "\r\n");
    }

    @Test
    void missingHost_is400() {
        assertThat(head("Accept: */*")).startsWith("HTTP/1.1 400");
        assertThat(client.raw("GET /v1/summary HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 421");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "-1\r\n", "\r\n", "0x5\r\n", "100000000\r\n", "5\nhello", "3\r\n{}xyz\r\n",
            "5 5\r\r", ";\r\n", "2;\n{}\r\n"})
    void badChunk_is400AndNothingIsLogged(String chunk) {
        String response = client.raw(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunk);
        assertThat(response).startsWith("HTTP/1.1 400");
        assertThat(Client.jsonOfRaw(response).getString("message")).isEqualTo("the body has a malformed chunk");
        assertThat(ingest.rejectedBatches()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5\r\nContent-Length: 6", "Content-Length: 5\r\nContent-Length: 5",
            "Content-Length: +5", "Content-Length: -1", "Content-Length: 5, 5", "Content-Length: ",
            "Content-Length: 9999999999999999", "Content-Length: 5\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "X : y", " folded: value", ": x", "no colon",
            "X: \u0000", "X: a\u0007b", "A: b\r\n folded"})
    void ambiguousHead_is400(String headers) {
        assertThat(client.raw(POST + headers + "\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(ingest.received()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/summary", "GET  /v1/summary HTTP/1.1", "GET /v1/ summary HTTP/1.1",
            "GET v1/summary HTTP/1.1", "G(T /v1/summary HTTP/1.1", "GET /v1/summary http/1.1",
            "GET /v1/summary HTTP/1.1 ",
            "GET /v1/\u00fc HTTP/1.1", "GET /#x HTTP/1.1", "SSH-2.0-OpenSSH_9.2", "\u0016\u0003\u0001", " "})
    void badRequestLine_is400(String line) {
        assertThat(client.raw(line + "\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void bareLineFeed_is400() {
        assertThat(client.raw("GET /v1/summary HTTP/1.1\nHost: localhost\n\n")).startsWith("HTTP/1.1 400");
        assertThat(client.raw("GET /v1/summary HTTP/1.1\r\nHost: localhost\rX: y\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void otherVersion_is505() {
        assertThat(client.raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).startsWith("HTTP/1.1 505");
    }

    @Test
    void otherTransferEncoding_is501() {
        assertThat(client.raw(POST + "Transfer-Encoding: gzip, chunked\r\n\r\n")).startsWith("HTTP/1.1 501");
    }

    @Test
    void hugeQuery_is431() {
        assertThat(client.raw("GET /v1/events?api=" + "x".repeat(5_000_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    @Test
    void tooManyHeaders_are431() {
        assertThat(head("Host: localhost", "X: y\r\n".repeat(100) + "Z: z")).startsWith("HTTP/1.1 431");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/events?api=%zz", "/v1/events?api=%", "/v1/events?%00=1"})
    void badEscape_is400(String target) {
        assertThat(client.raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + CLOSE + "\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "//etc/passwd", "/dashboard/index.html",
            "/./dashboard.js", "/dashboard.js%00.html", "/Dashboard.js", "/app/quotawatch/ingest/Main.class", "*"})
    void pathBeyondTheRoutes_is404(String path) {
        assertThat(client.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + CLOSE + "\r\n"))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void targetWithAuthority_overridesHost() {
        assertThat(client.raw("GET http://localhost/v1/summary HTTP/1.1\r\nHost: evil.example\r\n" + CLOSE + "\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(client.raw("GET http://evil.example/v1/summary HTTP/1.1\r\nHost: localhost\r\n" + CLOSE + "\r\n"))
                .startsWith("HTTP/1.1 421");
    }

    @Test
    void requestsOfOneConnection_getTheirResponsesInOrder() {
        String batch = Wire.batch(Wire.event("OpenAI"));
        String post = POST.replace(CLOSE, "") + "Content-Length: " + batch.length() + "\r\n\r\n" + batch;
        String text = client.raw(post + "\r\nGET /none HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + POST.replace(CLOSE, "").replace("application/json", "text/plain") + "Content-Length: 3\r\n\r\nabc"
                + "HEAD / HTTP/1.1\r\nHost: localhost\r\n" + CLOSE + "\r\n");
        assertThat(Pattern.compile("HTTP/1\\.1 (\\d{3})").matcher(text).results().map(status -> status.group(1)))
                .containsExactly("202", "404", "415", "200");
        assertThat(text).endsWith("\r\n\r\n");
        assertThat(ingest.received()).isEqualTo(1);
    }

    private static final class Records extends Handler {

        private final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord logRecord) {
            if (String.valueOf(logRecord.getLoggerName()).startsWith("app.quotawatch")
                    && logRecord.getLevel().intValue() >= Level.INFO.intValue()) {
                messages.add(logRecord.getMessage());
            }
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing to release
        }
    }
}
