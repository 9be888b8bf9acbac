package app.quotawatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.tck.ingest.Client;
import app.quotawatch.tck.ingest.Wire;

class LocalIngestTest {

    private static LocalIngest start() {
        return LocalIngest.builder().port(0).start();
    }

    @ParameterizedTest
    @CsvSource({"localhost,http://localhost:", "127.0.0.1,http://127.0.0.1:", "0.0.0.0,http://localhost:"})
    void uri_isTheOriginOfTheIngest(String host, String prefix) {
        try (LocalIngest ingest = LocalIngest.builder().host(host).port(0).apiKey("secret").start()) {
            assertThat(ingest.uri().toString()).startsWith(prefix).doesNotEndWith("/");
            assertThat(new Client(ingest.uri()).get("/v1/summary", "Authorization", "Bearer secret").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void badSettings_areAllReportedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalIngest.builder().host(" ").port(70_000).apiKey("").planApis(0).keptEvents(0)
                        .streamClients(0).clock(null).start())
                .withMessageContainingAll("host:", "port:", "apiKey:", "planApis:", "keptEvents:", "streamClients:",
                        "clock:");
    }

    @Test
    void takenPort_isReportedInOneLine() {
        try (LocalIngest first = start()) {
            LocalIngest.Builder second = LocalIngest.builder().port(first.uri().getPort());
            assertThatThrownBy(second::start).isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("port " + first.uri().getPort()).hasMessageContaining("in use");
        }
    }

    @Test
    void close_freesThePortAndTheThreads() throws IOException {
        List<Thread> before = threads();
        LocalIngest ingest = start();
        new Client(ingest.uri()).post(Wire.batch(Wire.event("OpenAI")));
        try (var stream = new Client(ingest.uri()).stream()) {
            assertThat(stream.read()).isPositive();
            ingest.close();
        }
        ingest.close();
        try (ServerSocket socket = new ServerSocket(ingest.uri().getPort(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
        }
        await().until(() -> before.containsAll(threads()));
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("quotawatch-ingest.*"))
                .toList();
    }

    @Test
    void closedIngest_canStillBeRead() {
        LocalIngest ingest = start();
        new Client(ingest.uri()).post(Wire.batch(Wire.event("OpenAI")));
        ingest.close();
        assertThat(ingest.events()).hasSize(1);
        assertThat(ingest.received()).isEqualTo(1);
    }

    @Test
    void twoIngests_areIndependent() {
        try (LocalIngest one = start(); LocalIngest two = start()) {
            new Client(one.uri()).post(Wire.batch(Wire.event("OpenAI")));
            assertThat(one.received()).isEqualTo(1);
            assertThat(two.received()).isZero();
        }
    }

    @Test
    void events_areAnUnmodifiableCopy() {
        try (LocalIngest ingest = start()) {
            new Client(ingest.uri()).post(Wire.batch(Wire.event("OpenAI")));
            List<StoredEvent> events = ingest.events();
            assertThatThrownBy(() -> events.remove(0)).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> events.get(0).rateLimitHeaders().put("a", "b"))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void manyBatchesAtOnce_areAllStored() {
        try (LocalIngest ingest = start()) {
            Client client = new Client(ingest.uri());
            String batch = Wire.batchOf(IntStream.range(0, 500).mapToObj(i -> Wire.event("Api" + i % 7)));
            List<CompletableFuture<HttpResponse<String>>> posts = IntStream.range(0, 40)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> client.post(batch))).toList();
            assertThat(posts).allSatisfy(post -> assertThat(post.join().statusCode()).isEqualTo(202));
            assertThat(ingest.received()).isEqualTo(20_000);
            assertThat(ingest.batches()).isEqualTo(40);
            assertThat(ingest.rejectedBatches()).isZero();
            assertThat(ingest.events()).hasSize(10_000);
            assertThat(ingest.events().get(9_999).number()).isEqualTo(20_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/dashboard.css", "/dashboard.js", "/card.js", "/chart.js", "/gauges.js", "/calls.js",
            "/format.js", "/dom.js", "/icon.svg"})
    void dashboard_isServedAndLoadsNothingFromElsewhere(String path) {
        try (LocalIngest ingest = start()) {
            HttpResponse<String> response = new Client(ingest.uri()).get(path);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body().replace("http://www.w3.org/2000/svg", "").replace("https://api.openai.com", ""))
                    .isNotBlank().doesNotContain("http://").doesNotContain("https://").doesNotContain("innerHTML");
            assertThat(new Client(ingest.uri()).send("HEAD", path).headers().firstValue("Content-Length"))
                    .isEqualTo(response.headers().firstValue("Content-Length"));
        }
    }

    @Test
    void apiKey_isNeverPrinted() {
        String key = "qw_live_secret";
        try (LocalIngest ingest = LocalIngest.builder().port(0).apiKey(key).start()) {
            assertThat(ingest.toString()).contains("0 events").doesNotContain(key);
            assertThat(new Client(ingest.uri()).get("/v1/summary").body()).contains("\"apiKeyRequired\":true")
                    .doesNotContain(key);
        }
    }
}
