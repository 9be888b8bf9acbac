package app.quotawatch.server.batch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import app.quotawatch.server.testing.TestDatabase;
import app.quotawatch.server.testing.TestWriter;
import app.quotawatch.testing.ManualTime;

/** A database, and the writers of as many replicas as a test wants. */
abstract class BatchFixture {

    static final Instant NOW = Instant.parse("2026-05-07T12:00:30Z");

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

    /** Returns one that stores nothing until it is started. */
    TestWriter waitingWriter(StoredListener... listeners) {
        TestWriter writer = new TestWriter(database.database(), TestWriter.SETTINGS, time.clock(), listeners);
        writers.add(writer);
        return writer;
    }

    static String millis(Instant instant) {
        return Long.toString(instant.toEpochMilli());
    }
}
