package app.quotawatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import app.quotawatch.tck.ingest.Client;
import app.quotawatch.tck.ingest.Wire;

/** The runnable ingest in a JVM of its own with 128 MB of heap, which ends at the first OutOfMemoryError. */
@Timeout(900)
class MemoryTest {

    private static final int SENDERS = 8;
    private static final Instant NOW = Instant.now();

    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    private Process process;
    private BufferedReader output;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path"), Main.class.getName(),
                "--port=0").redirectErrorStream(true).start();
        output = process.inputReader();
        String line = output.readLine();
        client = new Client(URI.create(line.substring(line.indexOf("http"), line.indexOf("/  ("))));
    }

    /** Whatever was sent: it still runs, stores, is read, and printed nothing. */
    @AfterEach
    void assertWorksAndStop() throws Exception {
        senders.shutdownNow();
        try {
            assertThat(client.post(Wire.batch(Wire.event("Last"))).statusCode()).isEqualTo(202);
            assertThat(client.get("/v1/events?limit=1").body()).contains("\"Last\"");
            assertThat(client.get("/v1/summary").statusCode()).isEqualTo(200);
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.toHandle().destroy();
            try (BufferedReader lines = output) {
                assertThat(lines.lines().toList()).singleElement().asString().startsWith("Stopped after");
            }
        }
    }

    private void post(int batches, int status, IntFunction<String> batch) {
        List<CompletableFuture<HttpResponse<String>>> posts = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            int number = i;
            posts.add(CompletableFuture.supplyAsync(() -> client.post(batch.apply(number)), senders));
        }
        assertThat(posts).allSatisfy(post -> assertThat(post.join().statusCode()).isEqualTo(status));
    }

    private void get(int times, String path) {
        List<CompletableFuture<HttpResponse<String>>> gets = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            gets.add(CompletableFuture.supplyAsync(() -> client.get(path), senders));
        }
        assertThat(gets).allSatisfy(get -> assertThat(get.join().statusCode()).isEqualTo(200));
    }

    /** In each minute of a day the shortest and the longest latency, for 122 APIs. */
    @Test
    void series122Of2878Events_fitInto128Megabytes() {
        List<String> parts = IntStream.range(0, 6).mapToObj(part -> minutes(part * 240, 240)).toList();
        post(122 * 6, 202, i -> parts.get(i % 6).replace("Things", "Things" + i / 6));
        get(50, "/v1/summary");
        assertThat(client.json("/v1/summary").getInt("received")).isEqualTo(122 * 2878);
    }

    private static String minutes(int from, int count) {
        return Wire.batchOf(IntStream.range(0, 2 * count).filter(i -> from + i / 2 < 1439).mapToObj(i -> Wire
                .event("Things", NOW.minusSeconds(60L * (from + i / 2)), 200, i % 2 * 999_999_999_999_999L)));
    }

    @Test
    void events75000EmptyHeadersEach_areRejected() {
        StringBuilder headers = new StringBuilder("{");
        for (int i = 0; i < 75_000; i++) {
            headers.append(i == 0 ? "" : ",").append('"').append(Integer.toString(i, 36)).append("\":\"\"");
        }
        String batch = Wire
                .batch(Wire.eventWith("{\"x-ratelimit-remaining-requests\":\"43\"}", headers.append('}').toString()));
        post(60, 400, i -> batch);
    }

    @Test
    void batchesOfMaximumSize_fitInto128Megabytes() {
        sendLargest(200);
    }

    @Test
    @Tag("soak")
    void batchesOfMaximumSize_fitInto128MegabytesForLong() {
        for (int i = 0; i < 20; i++) {
            sendLargest(500);
        }
    }

    private void sendLargest(int batches) {
        List<String> kinds = List.of(largeHeaders("v"), largeHeaders("\u20ac"), smallHeaders(), escaped());
        post(batches, 202, i -> kinds.get(i % kinds.size()).replace("Things", "Things" + i));
        get(40, "/v1/events?limit=1000");
        get(40, "/v1/summary");
    }

    private static String largeHeaders(String character) {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < 64; i++) {
            headers.put("x-ratelimit-" + i, character.repeat(512));
        }
        String event = Wire.event("Things", "production", NOW, 200, 100, headers);
        return Wire.batchOf(IntStream.range(0, "v".equals(character) ? 28 : 9).mapToObj(i -> event));
    }

    private static String smallHeaders() {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < 64; i++) {
            headers.put(Integer.toString(i, 36), "");
        }
        String event = Wire.event("Things", "production", NOW, 200, 100, headers);
        return Wire.batchOf(IntStream.range(0, 500).mapToObj(i -> event));
    }

    private static String escaped() {
        String event = Wire.event("Things").replace("/v1/things", "\\u0001".repeat(8192));
        return Wire.batchOf(IntStream.range(0, 20).mapToObj(i -> event));
    }
}
