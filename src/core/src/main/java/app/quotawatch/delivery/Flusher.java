package app.quotawatch.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

import app.quotawatch.DeliveryFailure;
import app.quotawatch.FlushResult;

/** Moves events from the queue to the ingest, one request at a time, whoever asks for it. */
final class Flusher {

    private static final Logger LOGGER = Logger.getLogger(Flusher.class.getName());

    /* Longer ones do not fit into nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(365);

    /* At shutdown there is no time for long pauses, and none at all for a try in the last moment. */
    private static final long LONGEST_LAST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST_LAST_TRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final EventQueue queue;
    private final Outbox outbox;
    private final IngestClient client;
    private final DeliveryLog log;
    private final Backoff backoff;
    private final Duration requestTimeout;

    /* Held while a request is under way. Recording never takes it. */
    private final ReentrantLock delivering = new ReentrantLock();
    private volatile boolean wanted;
    private volatile boolean closing;

    Flusher(EventQueue queue, Outbox outbox, IngestClient client, DeliveryLog log, Backoff backoff,
            Duration requestTimeout) {
        this.queue = queue;
        this.outbox = outbox;
        this.client = client;
        this.log = log;
        this.backoff = backoff;
        this.requestTimeout = requestTimeout;
    }

    /** Asks for a delivery. Whoever delivers at this moment goes on for it, so that the wish needs no thread of its own. */
    void want() {
        wanted = true;
    }

    boolean isWanted() {
        return wanted;
    }

    /** Loads what the first delivery needs, unless somebody is at it. */
    void prepare() {
        if (!delivering.tryLock()) {
            return;
        }
        try {
            if (!closing) {
                client.open();
                outbox.prepare();
            }
        } catch (Exception | LinkageError e) { // the delivery meets it again, and tells
            LOGGER.log(Level.FINE, "preparing the first delivery", e);
        } finally {
            delivering.unlock();
        }
    }

    /** Delivers what waits now, unless somebody else is at it or the ingest is to be left alone. */
    void flushInBackground() {
        do {
            if (!backoff.pause().isZero() || !delivering.tryLock()) {
                return;
            }
            try {
                wanted = false;
                deliver(Long.MAX_VALUE);
            } finally {
                delivering.unlock();
            }
        } while (wanted);
    }

    /** Delivers what waits now, also during a pause, and waits for it. */
    FlushResult flush(Duration timeout) {
        long start = System.nanoTime();
        long budget = nanos(timeout);
        try {
            if (!delivering.tryLock(budget, TimeUnit.NANOSECONDS)) {
                return result(FlushResult.Outcome.TIMED_OUT, 0, 0, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return result(FlushResult.Outcome.TIMED_OUT, 0, 0, null);
        }
        try {
            if (closing) {
                return result(FlushResult.Outcome.NOT_SENDING, 0, 0, null);
            }
            return deliver(left(budget, start));
        } catch (Exception | LinkageError e) { // a class loader that is going down can keep us from loading a class
            return result(FlushResult.Outcome.INCOMPLETE, 0, 0, log.unexpected(e));
        } finally {
            delivering.unlock();
        }
    }

    /**
     * Delivers what waits, and as nobody will try again later, goes on trying until the time is up, or until the ingest has said
     * that a further try is in vain.
     */
    void drain(Duration timeout) {
        // an interrupt is meant for the application that stops, not for its last events
        boolean interrupted = Thread.interrupted();
        try {
            long start = System.nanoTime();
            long budget = nanos(timeout);
            while (flush(Duration.ofNanos(left(budget, start)))
                    .outcome() == FlushResult.Outcome.INCOMPLETE) {
                if (!waitForLastTry(left(budget, start))) {
                    return;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean waitForLastTry(long leftNanos) {
        long unwanted = backoff.unwanted().toNanos();
        long ceiling = Math.min(LONGEST_LAST_PAUSE_NANOS, leftNanos / 2);
        if (ceiling < SHORTEST_LAST_TRY_NANOS || unwanted > leftNanos - SHORTEST_LAST_TRY_NANOS) {
            return false;
        }
        long jittered = ThreadLocalRandom.current().nextLong(SHORTEST_LAST_TRY_NANOS, ceiling + 1);
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(unwanted, jittered));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private FlushResult deliver(long budgetNanos) {
        long start = System.nanoTime();
        int delivered = 0;
        int dropped = 0;
        DeliveryFailure rejected = null;
        // what is recorded meanwhile is the next flush's: this one must end
        EventQueue.Account before = queue.account();
        int due = before.buffered() + before.inFlight();
        while (delivered + dropped < due) {
            if (left(budgetNanos, start) <= 0 || closing) {
                return result(FlushResult.Outcome.TIMED_OUT, delivered, dropped, rejected);
            }
            Batch batch = outbox.first();
            if (batch == null) {
                break;
            }
            client.open();
            // measured again: a shutdown has no time to spare for writing and opening
            long left = left(budgetNanos, start);
            if (left <= 0) {
                return result(FlushResult.Outcome.TIMED_OUT, delivered, dropped, rejected);
            }
            Answer answer = client.send(batch, Duration.ofNanos(Math.min(left, requestTimeout.toNanos())));
            switch (answer.verdict()) {
                case DELIVERED -> {
                    outbox.firstDelivered();
                    delivered += batch.size();
                    backoff.succeeded();
                    log.succeeded();
                }
                case SPLIT -> {
                    if (outbox.firstRejected()) {
                        rejected = log.rejected(answer);
                        dropped++;
                    }
                }
                default -> {
                    backoff.failed(answer);
                    boolean inTime = left(budgetNanos, start) > 0;
                    return result(inTime ? FlushResult.Outcome.INCOMPLETE : FlushResult.Outcome.TIMED_OUT, delivered,
                            dropped, log.failed(answer));
                }
            }
        }
        return result(FlushResult.Outcome.COMPLETE, delivered, dropped, dropped == 0 ? null : rejected);
    }

    /** Returns how long the ingest is to be left alone; zero: not at all. */
    Duration pause() {
        return backoff.pause();
    }

    /** Delivers what it can within the timeout, ends what is still under way then, and drops the rest. Returns how many. */
    int close(Duration timeout) {
        drain(timeout);
        closing = true;
        client.abortForGood();
        delivering.lock();
        try {
            outbox.clear();
            return queue.close();
        } finally {
            client.close();
            delivering.unlock();
        }
    }

    private static long left(long budgetNanos, long startNanos) {
        return budgetNanos - (System.nanoTime() - startNanos);
    }

    private static long nanos(Duration timeout) {
        return timeout.isNegative()
                ? 0
                : timeout.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : timeout.toNanos();
    }

    private FlushResult result(FlushResult.Outcome outcome, int delivered, int dropped, DeliveryFailure failure) {
        EventQueue.Account now = queue.account();
        return FlushResult.of(outcome, delivered, dropped, now.buffered() + now.inFlight(),
                Optional.ofNullable(failure));
    }
}
