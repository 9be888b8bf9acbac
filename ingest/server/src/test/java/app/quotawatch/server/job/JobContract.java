package app.quotawatch.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.server.batch.LatencyBuckets;
import app.quotawatch.server.batch.Stored;
import app.quotawatch.server.database.Partitions;
import app.quotawatch.server.testing.Sums;
import app.quotawatch.server.testing.TestBatch;
import app.quotawatch.server.testing.TestDatabase;
import app.quotawatch.server.testing.TestWriter;
import app.quotawatch.testing.ManualTime;

/** What holds for the jobs on every database. */
abstract class JobContract {

    static final Instant NOW = Instant.parse("2026-05-07T12:00:30Z");
    private static final RetentionSettings USUAL = new RetentionSettings(7, Long.MAX_VALUE, 24);

    final ManualTime time = new ManualTime(NOW);
    TestDatabase database;
    private final List<TestWriter> writers = new ArrayList<>();
    int project;

    abstract TestDatabase open();

    @BeforeEach
    void openDatabase() {
        database = open();
        project = database.project("shop", null, null);
    }

    @AfterEach
    void close() {
        writers.forEach(TestWriter::close);
        database.close();
    }

    TestWriter writer() {
        TestWriter writer = TestWriter.started(database.ofAnotherReplica(), TestWriter.settings(writers.size() + 1),
                time.clock());
        writers.add(writer);
        return writer;
    }

    Retention retention(RetentionSettings settings) {
        return new Retention(database.database(), new Partitions(database.database()), settings, time.clock());
    }

    @Test
    void hours_areTheSumsOfTheirMinutes() throws Exception {
        writer().store(project, null,
                new TestBatch().latencyMs(10).at(NOW).status(429).latencyMs(500).at(NOW.minusSeconds(60))
                        .at(NOW.minusSeconds(3_600)).read());
        writer().store(project, null, new TestBatch().status(500).latencyMs(70).at(NOW).read());
        HourSums hours = new HourSums(database.database());
        hours.run();
        hours.run();

        assertThat(database
                .texts("""
                        select hour || ' ' || calls || ' ' || errors || ' ' || hits429 || ' ' || latency_max from hour order by hour"""))
                .containsExactly(
                        Instant.parse("2026-05-07T11:00:00Z").toEpochMilli() + " 2 0 2 500",
                        Instant.parse("2026-05-07T12:00:00Z").toEpochMilli() + " 2 1 0 70");
        assertThat(database.number("select count(*) from hour_due")).isZero();
        long[] counts = database.database().read(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select latency from hour order by hour desc")) {
                row.next();
                return LatencyBuckets.read(row, 1, database.database().dialect());
            }
        });
        assertThat(LatencyBuckets.percentile(counts, 0.5)).isEqualTo(10);
        assertThat(LatencyBuckets.percentile(counts, 1)).isBetween(67L, 73L);
    }

    @Test
    void anEventThatIsLate_isInItsHourAfterTheNextRun() throws Exception {
        HourSums hours = new HourSums(database.database());
        writer().store(project, null, new TestBatch().at(NOW.minusSeconds(100_000)).read());
        hours.run();
        writer().store(project, null, new TestBatch().at(NOW.minusSeconds(100_000)).read());
        hours.run();

        assertThat(database.texts("select calls from hour")).containsExactly("2");
    }

    @Test
    void batchesThatAreStoredWhileHoursAreSummedUp_areInTheirHoursInTheEnd() throws Exception {
        HourSums hours = new HourSums(database.ofAnotherReplica());
        List<TestWriter> both = List.of(writer(), writer());
        List<CompletableFuture<Stored>> outcomes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            outcomes.add(both.get(i % 2).submit(project, "key" + i,
                    new TestBatch().at(NOW.minusSeconds(i % 7 * 3_600)).at(NOW).read()));
            if (i % 60 == 59) {
                // so that the queue is not full
                outcomes.get(i - 30).get(30, TimeUnit.SECONDS);
            }
            if (i % 10 == 0) {
                hours.run();
            }
        }
        for (CompletableFuture<Stored> outcome : outcomes) {
            assertThat(outcome.get(30, TimeUnit.SECONDS)).isEqualTo(Stored.STORED);
        }
        hours.run();

        assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(600));
        assertThat(database.number("select sum(calls) from hour")).isEqualTo(600);
        assertThat(database.number("select count(*) from hour_due")).isZero();
    }

    @Test
    void whatIsTooOld_isDeletedAndNothingElse() throws Exception {
        TestWriter writer = writer();
        writer.store(project, "old",
                new TestBatch().headers(Map.of("remaining", "1")).at(NOW.minusSeconds(3_600)).read());
        new HourSums(database.database()).run();
        database.execute("insert into admin_token (sha256, hint, created_at) values ("
                + bytes("01") + ", 'abcd', 0)");
        database.execute(
                "insert into session (sha256, admin_token, expires_at) values (" + bytes("02") + ", " + bytes("01")
                        + ", " + NOW.plusSeconds(3_600).toEpochMilli() + ")");

        time.pass(Duration.ofHours(23));
        retention(USUAL).delete();
        assertThat(counts()).containsExactly("event 1", "headers 1", "minute 1", "hour 1", "day_count 1", "batch 1");
        assertThat(database.number("select count(*) from session")).isZero();

        time.pass(Duration.ofHours(2));
        retention(USUAL).delete();
        assertThat(counts()).containsExactly("event 1", "headers 0", "minute 1", "hour 1", "day_count 1", "batch 0");

        time.pass(Duration.ofDays(6).plusHours(5));
        retention(USUAL).delete();
        assertThat(counts()).containsExactly("event 0", "headers 0", "minute 1", "hour 1", "day_count 1", "batch 0");

        time.pass(Duration.ofDays(2));
        retention(USUAL).delete();
        assertThat(counts()).containsExactly("event 0", "headers 0", "minute 0", "hour 1", "day_count 1", "batch 0");

        time.pass(Duration.ofDays(400));
        retention(USUAL).delete();
        assertThat(counts()).containsExactly("event 0", "headers 0", "minute 0", "hour 0", "day_count 0", "batch 0");
        assertThat(database.texts("select headers from series_now")).containsExactly("{\"remaining\":\"1\"}");
    }

    private List<String> counts() {
        return List.of("event " + database.number("select count(*) from event"),
                "headers " + database.number("select count(*) from event where headers is not null"),
                "minute " + database.number("select count(*) from minute"),
                "hour " + database.number("select count(*) from hour"),
                "day_count " + database.number("select count(*) from day_count"),
                "batch " + database.number("select count(*) from batch"));
    }

    @Test
    void minutesThatAreNotSummedUp_areKept() throws Exception {
        writer().store(project, null, new TestBatch().at(NOW).read());
        time.pass(Duration.ofDays(30));
        retention(USUAL).delete();
        assertThat(database.number("select count(*) from minute")).isEqualTo(1);

        new HourSums(database.database()).run();
        retention(USUAL).delete();
        assertThat(database.number("select count(*) from minute")).isZero();
        assertThat(database.number("select sum(calls) from hour")).isEqualTo(1);
    }

    @Test
    void eventsBeyondTheirBytes_areDeletedOldestFirst() throws Exception {
        TestWriter writer = writer();
        for (int i = 0; i < 40; i++) {
            TestBatch batch = new TestBatch();
            for (int n = 0; n < 500; n++) {
                batch.at(NOW.minusSeconds((40 - i) * 3_600L));
            }
            writer.store(project, null, batch.read());
        }
        long oldest = database.number("select min(at) from event");
        retention(new RetentionSettings(7, bytesOfEvents() / 2, 24)).delete();

        assertThat(database.number("select min(at) from event")).isGreaterThan(oldest);
        assertThat(database.number("select max(at) from event")).isEqualTo(NOW.minusSeconds(3_600).toEpochMilli());
        assertThat(database.number("select count(*) from event")).isBetween(1L, 19_000L);
        assertThat(database.number("select sum(calls) from minute")).isEqualTo(20_000);
    }

    @Test
    void jobs_runOnOneReplicaAtATime() throws Exception {
        writer().store(project, null, new TestBatch().at(NOW).read());
        Exclusive exclusive = new Exclusive(database.database(), Exclusive.Job.HOURS);
        HourSums ofAnother = new HourSums(database.ofAnotherReplica());
        if (isExclusive()) {
            exclusive.write(connection -> {
                ofAnother.run();
                return true;
            });
            assertThat(database.number("select count(*) from hour_due")).isEqualTo(1);
        }
        ofAnother.run();
        assertThat(database.number("select count(*) from hour_due")).isZero();
    }

    abstract long bytesOfEvents();

    abstract String bytes(String hex);

    abstract boolean isExclusive();
}
