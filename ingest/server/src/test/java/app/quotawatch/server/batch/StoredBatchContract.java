package app.quotawatch.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import app.quotawatch.server.testing.Sums;
import app.quotawatch.server.testing.TestBatch;
import app.quotawatch.server.testing.TestWriter;

/** What is stored of a batch, and what is counted from it. */
abstract class StoredBatchContract extends BatchFixture {

    @Test
    void aBatch_isStoredWithAllOfItsFields() throws Exception {
        int project = database.project("shop", null, null);
        writer().store(project, "one", new TestBatch().api("Mail").environment("test").endpoint("/send").status(503)
                .latencyMs(123).headers(Map.of("x-ratelimit-remaining", "4\"2")).at(NOW).read());

        assertThat(database
                .texts("""
                        select s.api || ' ' || s.environment || ' ' || p.method || ' ' || p.path || ' ' || e.at || ' ' || e.latency_ms
                          || ' ' || e.status || ' ' || e.headers
                         from event e join series s on s.id = e.series join endpoint p on p.id = e.endpoint"""))
                .containsExactly("Mail test GET /send " + NOW.toEpochMilli()
                        + " 123 503 {\"x-ratelimit-remaining\":\"4\\\"2\"}");
    }

    @Test
    void anEventOutsideOfWhatIsKept_isStoredAtItsEdgeAndCounted() throws Exception {
        int project = database.project("shop", null, null);
        TestWriter writer = writer();
        writer.store(project, "one",
                new TestBatch().at(NOW.minus(Duration.ofDays(300))).at(NOW).at(NOW.plusSeconds(3_600))
                        .at(NOW.plusSeconds(300)).read());

        assertThat(database.texts("select at from event order by at")).containsExactly(
                millis(NOW.minus(Duration.ofDays(7))), millis(NOW), millis(NOW.plusSeconds(300)),
                millis(NOW.plusSeconds(300)));
        assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(4));
        assertThat(writer.count("quotawatch.ingest.clamped")).isEqualTo(2);
    }

    @Test
    void endpointsBeyondAThousand_areOneEndpoint() throws Exception {
        int project = database.project("shop", null, null);
        List<TestWriter> replicas = List.of(writer(), writer());
        for (int i = 0; i < 3; i++) {
            TestBatch batch = new TestBatch();
            for (int n = 0; n < 400; n++) {
                batch.endpoint("/orders/" + (i * 400 + n)).at(NOW);
            }
            replicas.get(i % 2).store(project, null, batch.read());
        }

        assertThat(database.number("select count(*) from endpoint")).isEqualTo(1_001);
        assertThat(database.number("select count(*) from event e join endpoint p on p.id = e.endpoint"
                + " where p.path = '(others)'")).isEqualTo(200);
        assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(1_200));
    }

    @Test
    void namesThatADatabaseRejects_areStoredAllTheSame() throws Exception {
        int project = database.project("shop", null, null);
        TestWriter writer = writer();
        StringBuilder path = new StringBuilder("/");
        Random random = new Random(1);
        while (path.length() < 8_000) {
            path.append((char) ('\u4e00' + random.nextInt(20_000)));
        }
        StringBuilder name = new StringBuilder();
        while (name.length() < 512) {
            name.append((char) ('\u4e00' + random.nextInt(20_000)));
        }
        TestBatch hostile = new TestBatch().api("a\u0000b").environment("\ud800").endpoint("/\udc00\u0000")
                .headers(Map.of("x\u0000", "\ud800\u0000")).at(NOW).api(name.toString())
                .environment(name.reverse().toString())
                .endpoint(path.toString()).at(NOW).api("'; drop table event; --").at(NOW);
        writer.store(project, "one", hostile.read());
        writer.store(project, "two", hostile.read());

        assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(6));
        assertThat(database.number("select count(*) from series")).isEqualTo(3);
        assertThat(database.texts("select api from series order by id")).contains("a\ufffdb");
    }

    @Test
    void dropsOfAClient_areCountedOnceWithTheirBatch() throws Exception {
        int project = database.project("shop", null, null);
        TestWriter writer = writer();
        Map<String, Long> drops = Map.of("buffer-full", 3L, "rejected", 1L);
        writer.submit(project, "one", new TestBatch().at(NOW).read(), drops).get(30, TimeUnit.SECONDS);
        writer.submit(project, "one", new TestBatch().at(NOW).read(), drops).get(30, TimeUnit.SECONDS);
        writer.submit(project, "two", new TestBatch().read(), Map.of("rejected", 5L)).get(30, TimeUnit.SECONDS);

        assertThat(database.texts("select reason || ' ' || events || ' ' || day from client_drop order by reason"))
                .containsExactly("buffer-full 3 " + millis(Instant.parse("2026-05-07T00:00:00Z")),
                        "rejected 6 " + millis(Instant.parse("2026-05-07T00:00:00Z")));
    }

    @Test
    void theNewestHeaders_areKeptForEachSeries() throws Exception {
        int project = database.project("shop", null, null);
        BatchSettings withoutHeaders = new BatchSettings(1, 64, Duration.ofDays(7).toMillis(), 0);
        TestWriter writer = writer(withoutHeaders);
        writer.store(project, "one", new TestBatch().headers(Map.of("remaining", "7")).at(NOW.minusSeconds(5)).read());
        writer.store(project, "two", new TestBatch().headers(Map.of("remaining", "9")).at(NOW.minusSeconds(9)).read());
        writer.store(project, "three", new TestBatch().at(NOW).at(NOW.minusSeconds(20)).read());

        assertThat(database.texts("select headers || ' ' || headers_at || ' ' || last_call from series_now"))
                .containsExactly(
                        "{\"remaining\":\"7\"} " + millis(NOW.minusSeconds(5)) + " " + millis(NOW));
        assertThat(database.number("select count(*) from event where headers is not null")).isZero();
    }

    @Test
    void latencies_addUpToPercentilesThatAreOffByFivePercentAtMost() throws Exception {
        int project = database.project("shop", null, null);
        TestWriter writer = writer();
        for (int i = 0; i < 4; i++) {
            TestBatch batch = new TestBatch();
            for (int n = 1; n <= 250; n++) {
                batch.latencyMs(i * 250 + n).at(NOW);
            }
            writer.store(project, null, batch.read());
        }
        long[] counts = database.database().read(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select latency from minute")) {
                row.next();
                return LatencyBuckets.read(row, 1, database.database().dialect());
            }
        });

        assertThat(LatencyBuckets.percentile(counts, 0.5)).isBetween(475L, 525L);
        assertThat(LatencyBuckets.percentile(counts, 0.95)).isBetween(903L, 997L);
        assertThat(database.number("select latency_max from minute")).isEqualTo(1_000);
    }
}
