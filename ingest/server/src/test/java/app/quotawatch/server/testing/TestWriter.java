package app.quotawatch.server.testing;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import app.quotawatch.ingest.wire.Batch;
import app.quotawatch.server.batch.BatchSettings;
import app.quotawatch.server.batch.BatchWriter;
import app.quotawatch.server.batch.Stored;
import app.quotawatch.server.batch.StoredListener;
import app.quotawatch.server.database.Database;
import app.quotawatch.server.database.Partitions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** A replica's writer, with usual settings where a test does not need others. */
public final class TestWriter implements AutoCloseable {

    public static final BatchSettings SETTINGS = settings(1);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final BatchWriter writer;

    public TestWriter(Database database, BatchSettings settings, Clock clock, StoredListener... listeners) {
        this.writer = new BatchWriter(database, new Partitions(database), settings, List.of(listeners), registry,
                clock);
    }

    public static TestWriter started(Database database, BatchSettings settings, Clock clock,
            StoredListener... listeners) {
        TestWriter writer = new TestWriter(database, settings, clock, listeners);
        writer.start();
        return writer;
    }

    public static BatchSettings settings(int shard) {
        return new BatchSettings(shard, 64, Duration.ofDays(7).toMillis(), Duration.ofHours(24).toMillis());
    }

    public void start() {
        writer.start();
    }

    public CompletableFuture<Stored> submit(int project, String key, Batch batch) {
        return writer.submit(project, key, batch, Map.of());
    }

    public CompletableFuture<Stored> submit(int project, String key, Batch batch, Map<String, Long> drops) {
        return writer.submit(project, key, batch, drops);
    }

    /** Stores a batch and waits for it. */
    public Stored store(int project, String key, Batch batch) throws Exception {
        return submit(project, key, batch).get(30, TimeUnit.SECONDS);
    }

    /** Returns a count of those that Prometheus gets. */
    public long count(String name, String... tags) {
        Counter counter = registry.find(name).tags(tags).counter();
        return counter == null ? 0 : (long) counter.count();
    }

    @Override
    public void close() {
        writer.close();
    }
}
