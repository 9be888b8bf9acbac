package app.quotawatch.server.batch;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.wire.Batch;
import app.quotawatch.server.database.Database;
import app.quotawatch.server.database.DatabaseUnavailableException;
import app.quotawatch.server.database.Partitions;
import app.quotawatch.server.database.StatementFailedException;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Stores batches, each as a whole, once, on one thread. Several that wait are stored in one transaction: that is faster, and
 * the outcome of each is the same as if it had been alone. Thread-safe.
 */
public final class BatchWriter implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(BatchWriter.class.getName());
    private static final int MAX_TOGETHER = 8;
    private static final int MAX_RETRY_AFTER_SECONDS = 30;
    private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private final Database database;
    private final Partitions partitions;
    private final Numbering numbering;
    private final BatchTransaction transaction;
    private final BatchMetrics metrics;
    private final BatchKeys keys = new BatchKeys();
    private final Clock clock;
    private final BatchQueue queue;
    private final Thread thread;
    private volatile long lastNanos;
    private volatile boolean failing;

    public BatchWriter(Database database, Partitions partitions, BatchSettings settings, List<StoredListener> listeners,
            MeterRegistry registry, Clock clock) {
        this.database = database;
        this.partitions = partitions;
        this.metrics = new BatchMetrics(registry);
        this.numbering = new Numbering(database, settings, metrics);
        this.transaction = new BatchTransaction(database.dialect(), settings, listeners);
        this.clock = clock;
        this.queue = new BatchQueue(settings.queue());
        this.thread = new Thread(this::run, "quotawatch-batch-writer");
        thread.setDaemon(true);
    }

    /** Starts the thread. Batches that were submitted before wait for it. */
    public void start() {
        thread.start();
    }

    /**
     * Stores a batch. The result is completed once it is committed, on the writing thread: what follows must be short or go on
     * elsewhere. It is completed exceptionally, and then nothing of the batch is stored, with
     * <ul>
     * <li>{@link QueueFullException} if too many batches wait,</li>
     * <li>{@link PlanLimitException} if the project's plan does not allow the batch,</li>
     * <li>{@link DatabaseUnavailableException} if the database cannot store it now; whether it is stored is unknown if the
     * connection was lost during the commit, so it is to be sent again with the same key,</li>
     * <li>another exception if this server has a bug.</li>
     * </ul>
     *
     * @param idempotencyKey what identifies the batch; null if it is not to be recognised when it is sent again
     * @param clientDrops how many events the sender has dropped, by reason, since its last batch that was accepted
     */
    public CompletableFuture<Stored> submit(int project, @Nullable String idempotencyKey, Batch batch,
            Map<String, Long> clientDrops) {
        WaitingBatch waiting = new WaitingBatch(project, keys.of(idempotencyKey), batch, clientDrops);
        if (!queue.offer(waiting)) {
            if (queue.isClosed()) {
                fail(waiting, new DatabaseUnavailableException("The server is shutting down"));
            } else {
                fail(waiting, new QueueFullException(retryAfterSeconds()));
            }
        }
        return waiting.outcome;
    }

    /** Stores what waits, but for at most ten seconds, and ends. */
    @Override
    public void close() {
        queue.close();
        if (thread.isAlive()) {
            try {
                thread.join(CLOSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        queue.drain()
                .forEach(waiting -> fail(waiting, new DatabaseUnavailableException("The server is shutting down")));
    }

    private int retryAfterSeconds() {
        long nanos = lastNanos * (1 + queue.size() / MAX_TOGETHER);
        return (int) Math.max(1, Math.min(MAX_RETRY_AFTER_SECONDS, TimeUnit.NANOSECONDS.toSeconds(nanos) + 1));
    }

    private void run() {
        try {
            for (List<WaitingBatch> next = queue.take(MAX_TOGETHER); !next.isEmpty(); next = queue.take(MAX_TOGETHER)) {
                storeSafely(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    /* Nothing may end this thread, not even an Error: all batches would wait from then on. */
    private void storeSafely(List<WaitingBatch> batches) {
        long start = System.nanoTime();
        try {
            store(batches);
        } catch (Throwable e) {
            batches.forEach(waiting -> fail(waiting, e));
        }
        lastNanos = System.nanoTime() - start;
    }

    private void store(List<WaitingBatch> batches) {
        long now = clock.millis();
        List<WaitingBatch> ready = new ArrayList<>();
        List<NumberedBatch> numbered = new ArrayList<>();
        for (WaitingBatch waiting : batches) {
            try {
                if (!waiting.outcome.isDone()) {
                    numbered.add(numbering.number(waiting.project, waiting.key, waiting.batch, waiting.drops, now));
                    ready.add(waiting);
                }
            } catch (DatabaseUnavailableException e) {
                // the others would only wait for the same
                batches.forEach(other -> fail(other, e));
                return;
            } catch (RuntimeException e) {
                fail(waiting, e);
            }
        }
        if (ready.isEmpty()) {
            return;
        }
        try {
            storeTogether(ready, numbered, now);
        } catch (DatabaseUnavailableException e) {
            ready.forEach(waiting -> fail(waiting, e));
        } catch (RuntimeException e) {
            if (ready.size() == 1) {
                fail(ready.get(0), e);
            } else {
                storeOneByOne(ready, numbered, now);
            }
        }
    }

    /* One of them cannot be stored, which must not be the others' problem. */
    private void storeOneByOne(List<WaitingBatch> batches, List<NumberedBatch> numbered, long now) {
        for (int i = 0; i < batches.size(); i++) {
            try {
                storeTogether(batches.subList(i, i + 1), numbered.subList(i, i + 1), now);
            } catch (RuntimeException e) {
                fail(batches.get(i), e);
            }
        }
    }

    private void storeTogether(List<WaitingBatch> batches, List<NumberedBatch> numbered, long now) {
        long start = System.nanoTime();
        List<Stored> outcomes;
        try {
            outcomes = write(numbered, now);
        } catch (StatementFailedException e) {
            if (!e.isMissingPartition()) {
                throw e;
            }
            // another replica has dropped it meanwhile
            partitions.forget();
            outcomes = write(numbered, now);
        }
        metrics.stored(System.nanoTime() - start);
        for (int i = 0; i < outcomes.size(); i++) {
            complete(batches.get(i), outcomes.get(i));
        }
        if (failing) {
            failing = false;
            LOGGER.info("Batches are stored again");
        }
    }

    private List<Stored> write(List<NumberedBatch> numbered, long now) {
        ensurePartitions(numbered, Partitions.Table.EVENT);
        ensurePartitions(numbered, Partitions.Table.MINUTE);
        return database.write(connection -> transaction.store(connection, numbered, now));
    }

    private void ensurePartitions(List<NumberedBatch> numbered, Partitions.Table table) {
        SortedSet<Long> starts = new TreeSet<>();
        for (NumberedBatch batch : numbered) {
            batch.events().forEach(event -> starts.add(Rollup.start(event.at(), table.millis())));
        }
        starts.forEach(start -> partitions.ensure(table, start, start));
    }

    private void complete(WaitingBatch waiting, Stored outcome) {
        if (outcome == Stored.STORED) {
            metrics.events(waiting.project, waiting.batch.events().size());
        }
        metrics.batch(outcome == Stored.STORED ? "stored" : "repeated");
        waiting.outcome.complete(outcome);
    }

    private void fail(WaitingBatch waiting, Throwable cause) {
        if (waiting.outcome.isDone()) {
            return;
        }
        if (cause instanceof QueueFullException) {
            metrics.batch("queue_full");
        } else if (cause instanceof PlanLimitException) {
            metrics.batch("plan_limit");
        } else if (cause instanceof DatabaseUnavailableException) {
            metrics.batch("unavailable");
            report(Level.WARNING, "Batches cannot be stored and receive 503: " + cause.getMessage(), null);
        } else {
            metrics.batch("failed");
            report(Level.SEVERE, "A batch could not be stored", cause);
        }
        waiting.outcome.completeExceptionally(cause);
    }

    private void report(Level level, String message, @Nullable Throwable cause) {
        LOGGER.log(failing || queue.isClosed() ? Level.FINE : level, message, cause);
        failing = true;
    }
}
