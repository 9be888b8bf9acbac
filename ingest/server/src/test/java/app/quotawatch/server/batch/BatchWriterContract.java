package app.quotawatch.server.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.server.database.DatabaseUnavailableException;
import app.quotawatch.server.testing.Sums;
import app.quotawatch.server.testing.TestBatch;
import app.quotawatch.server.testing.TestDatabase;
import app.quotawatch.server.testing.TestWriter;
import app.quotawatch.testing.ManualTime;

/** What holds for a batch on every database. */
abstract class BatchWriterContract {

    private static final Instant NOW = Instant.parse("2026-05-07T12:00:30Z");

    final ManualTime time = new ManualTime(NOW);
    TestDatabase database;
    private final List<TestWriter> writers = new ArrayList<>();

    abstract TestDatabase open();

    @BeforeEach
    void openDatabase() {
        database = open();
    }

    @AfterEach
    void close() {
        writers.forEach(TestWriter::close);
        database.close();
    }

    TestWriter writer(StoredListener... listeners) {
        return writer(TestWriter.settings(writers.size() + 1), listeners);
    }

    TestWriter writer(BatchSettings settings, StoredListener... listeners) {
        TestWriter writer = TestWriter.started(database.ofAnotherReplica(), settings, time.clock(), listeners);
        writers.add(writer);
        return writer;
    }

    @Test
    void sums_areEqualAfterManyBatchesOfTwoReplicas() throws Exception {
        int project = database.project("shop", null, null);
        Random random = new Random(1);
        List<TestWriter> both = List.of(writer(), writer());
        List<CompletableFuture<Stored>> outcomes = new ArrayList<>();
        long events = 0;
        for (int i = 0; i < 60; i++) {
            TestBatch batch = new TestBatch();
            int size = random.nextInt(40);
            for (int n = 0; n < size; n++) {
                batch.api("api" + random.nextInt(5)).endpoint("/v1/" + random.nextInt(9))
                        .latencyMs(random.nextInt(5_000))
                        .status(random.nextInt(10) == 0 ? 429 : random.nextInt(10) == 0 ? 500 : 200)
                        .at(NOW.minusSeconds(random.nextInt(200_000)));
            }
            events += size;
            outcomes.add(both.get(i % 2).submit(project, "key" + i, batch.read()));
        }
        for (CompletableFuture<Stored> outcome : outcomes) {
            assertThat(outcome.get(30, TimeUnit.SECONDS)).isEqualTo(Stored.STORED);
        }

        assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(events));
        assertThat(database.number("select sum(hits429) from minute")).isEqualTo(
                database.number("select count(*) from event where status = 429"));
        assertThat(database.number("select sum(errors) from minute")).isEqualTo(
                database.number("select count(*) from event where status >= 400 and status <> 429"));
        assertThat(both.get(0).count("quotawatch.ingest.events", "project", Integer.toString(project))
                + both.get(1).count("quotawatch.ingest.events", "project", Integer.toString(project)))
                .isEqualTo(events);
        assertThat(both.get(0).count("quotawatch.ingest.batches", "outcome", "stored")).isEqualTo(30);
    }

    @Test
    void aBatchThatIsSentAgain_isStoredOnce() throws Exception {
        int project = database.project("shop", null, null);
        TestBatch batch = new TestBatch().at(NOW);

        assertThat(writer().store(project, "one", batch.read())).isEqualTo(Stored.STORED);
        assertThat(writer().store(project, "one", batch.read())).isEqualTo(Stored.REPEATED);
        assertThat(writer().store(database.project("other", null, null), "one", batch.read())).isEqualTo(Stored.STORED);
        assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(2));
    }

    @Test
    void aBatchThatWaitsTwice_isStoredOnce() throws Exception {
        int project = database.project("shop", null, null);
        TestWriter writer = new TestWriter(database.database(), TestWriter.SETTINGS, time.clock());
        writers.add(writer);
        CompletableFuture<Stored> first = writer.submit(project, "one", new TestBatch().at(NOW).read());
        CompletableFuture<Stored> second = writer.submit(project, "one", new TestBatch().at(NOW).read());
        writer.start();

        assertThat(List.of(first.get(30, TimeUnit.SECONDS), second.get(30, TimeUnit.SECONDS)))
                .containsExactly(Stored.STORED, Stored.REPEATED);
        assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(1));
    }

    @Test
    void aBatchWithoutAKey_isStoredEachTime() throws Exception {
        int project = database.project("shop", null, null);
        TestWriter writer = writer();
        writer.store(project, null, new TestBatch().at(NOW).read());
        writer.store(project, null, new TestBatch().at(NOW).read());

        assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(2));
    }

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
    void anIngestThatFailsAtAListener_storesNothingAndIsRightAfterwards() throws Exception {
        int project = database.project("shop", null, null);
        AtomicBoolean fails = new AtomicBoolean(true);
        List<Counted> all = new CopyOnWriteArrayList<>();
        TestWriter writer = writer((connection, counted) -> {
            if (fails.get()) {
                throw new SQLException("no space left", "53100");
            }
            all.addAll(counted);
        });
        assertThatThrownBy(() -> writer.store(project, "one", new TestBatch().at(NOW).read()))
                .hasCauseInstanceOf(DatabaseUnavailableException.class);
        assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(0));

        fails.set(false);
        assertThat(writer.store(project, "one", new TestBatch().at(NOW).at(NOW).read())).isEqualTo(Stored.STORED);
        assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(2));
        int series = (int) database.number("select distinct series from event");
        assertThat(all).containsExactly(new Counted(project, series, "Payments", "production",
                Instant.parse("2026-05-07T12:00:00Z").toEpochMilli(), 2));
        assertThat(database
                .number("select count(*) from event e join endpoint p on p.id = e.endpoint and p.series = e.series"
                        + " join series s on s.id = e.series"))
                .isEqualTo(2);
    }

    @Test
    void aBatchThatCannotBeStored_doesNotHarmThoseThatWaitWithIt() throws Exception {
        int project = database.project("shop", null, null);
        TestWriter writer = new TestWriter(database.database(), TestWriter.SETTINGS, time.clock(),
                (connection, counted) -> {
                    if (counted.stream().anyMatch(one -> one.api().equals("Bad"))) {
                        throw new IllegalStateException("a bug");
                    }
                });
        writers.add(writer);
        CompletableFuture<Stored> good = writer.submit(project, "one", new TestBatch().at(NOW).read());
        CompletableFuture<Stored> bad = writer.submit(project, "two", new TestBatch().api("Bad").at(NOW).read());
        CompletableFuture<Stored> alsoGood = writer.submit(project, "three", new TestBatch().at(NOW).read());
        writer.start();

        assertThat(good.get(30, TimeUnit.SECONDS)).isEqualTo(Stored.STORED);
        assertThat(alsoGood.get(30, TimeUnit.SECONDS)).isEqualTo(Stored.STORED);
        assertThatThrownBy(() -> bad.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(2));
        assertThat(writer.count("quotawatch.ingest.batches", "outcome", "failed")).isEqualTo(1);
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
    void aPlan_isNotExceededAndARejectedBatchTakesNoPlaceInIt() throws Exception {
        int project = database.project("shop", 2, 2);
        TestWriter writer = writer();
        writer.store(project, "one", new TestBatch().api("A").at(NOW).read());

        assertLimit(writer, project, new TestBatch().api("A").at(NOW).api("B").at(NOW).api("C").at(NOW),
                PlanLimitException.Kind.API);
        assertThat(writer.store(project, "two", new TestBatch().api("B").at(NOW).read())).isEqualTo(Stored.STORED);
        assertLimit(writer, project, new TestBatch().api("C").at(NOW), PlanLimitException.Kind.API);
        assertThat(writer.store(project, "three", new TestBatch().api("A").environment("test").at(NOW).read()))
                .isEqualTo(Stored.STORED);
        assertLimit(writer, project, new TestBatch().api("A").environment("third").at(NOW),
                PlanLimitException.Kind.ENVIRONMENT);

        assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(3));
        assertThat(database.texts("select api || ' ' || environment from series order by id"))
                .containsExactly("A production", "B production", "A test");
        assertThat(writer.count("quotawatch.ingest.batches", "outcome", "plan_limit")).isEqualTo(3);
    }

    private static void assertLimit(TestWriter writer, int project, TestBatch batch, PlanLimitException.Kind kind) {
        assertThatThrownBy(() -> writer.store(project, null, batch.read())).isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(PlanLimitException.class, limit -> {
                    assertThat(limit.kind()).isEqualTo(kind);
                    assertThat(limit.allowed()).isEqualTo(2);
                });
    }

    @Test
    void aPlan_isNotExceededByReplicasAtOnce() throws Exception {
        int project = database.project("shop", 5, null);
        List<TestWriter> replicas = List.of(writer(), writer(), writer());
        List<CompletableFuture<Stored>> outcomes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            outcomes.add(replicas.get(i % 3).submit(project, "key" + i, new TestBatch().api("api" + i).at(NOW).read()));
        }
        int stored = 0;
        for (CompletableFuture<Stored> outcome : outcomes) {
            try {
                outcome.get(30, TimeUnit.SECONDS);
                stored++;
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(PlanLimitException.class);
            }
        }

        assertThat(stored).isEqualTo(5);
        assertThat(database.number("select count(distinct api) from series")).isEqualTo(5);
        assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(5));
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

    @Test
    void aFullQueue_rejectsABatchAndStoresThoseBefore() throws Exception {
        int project = database.project("shop", null, null);
        TestWriter writer = new TestWriter(database.database(), TestWriter.SETTINGS, time.clock());
        writers.add(writer);
        List<CompletableFuture<Stored>> outcomes = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            outcomes.add(writer.submit(project, "key" + i, new TestBatch().at(NOW).read()));
        }
        assertThatThrownBy(
                () -> writer.submit(project, "late", new TestBatch().at(NOW).read()).get(1, TimeUnit.SECONDS))
                .cause().isInstanceOfSatisfying(QueueFullException.class,
                        full -> assertThat(full.retryAfterSeconds()).isBetween(1, 30));
        writer.start();
        for (CompletableFuture<Stored> outcome : outcomes) {
            assertThat(outcome.get(30, TimeUnit.SECONDS)).isEqualTo(Stored.STORED);
        }
        assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(64));
        assertThat(writer.count("quotawatch.ingest.batches", "outcome", "queue_full")).isEqualTo(1);
    }

    @Test
    void aWriterThatIsClosed_storesWhatWaitsAndAcceptsNoMore() throws Exception {
        int project = database.project("shop", null, null);
        TestWriter writer = new TestWriter(database.database(), TestWriter.SETTINGS, time.clock());
        List<CompletableFuture<Stored>> outcomes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            outcomes.add(writer.submit(project, "key" + i, new TestBatch().at(NOW).read()));
        }
        writer.start();
        writer.close();

        assertThat(outcomes).allMatch(outcome -> outcome.isDone() && !outcome.isCompletedExceptionally());
        assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(20));
        assertThatThrownBy(() -> writer.store(project, "late", new TestBatch().at(NOW).read()))
                .hasCauseInstanceOf(DatabaseUnavailableException.class);
    }

    static String millis(Instant instant) {
        return Long.toString(instant.toEpochMilli());
    }
}
