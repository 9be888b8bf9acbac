package app.quotawatch.server.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import app.quotawatch.server.database.DatabaseUnavailableException;
import app.quotawatch.server.testing.Sums;
import app.quotawatch.server.testing.TestBatch;
import app.quotawatch.server.testing.TestWriter;

/** Each batch is stored once and as a whole, or not at all. */
abstract class BatchWriterContract extends BatchFixture {

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
        TestWriter writer = waitingWriter();
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
        TestWriter writer = waitingWriter(
                (connection, counted) -> {
                    if (counted.stream().anyMatch(one -> one.api().equals("Bad"))) {
                        throw new IllegalStateException("a bug");
                    }
                });
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
    void aFullQueue_rejectsABatchAndStoresThoseBefore() throws Exception {
        int project = database.project("shop", null, null);
        TestWriter writer = waitingWriter();
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
        TestWriter writer = waitingWriter();
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
}
