package app.quotawatch.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import app.quotawatch.DeliveryFailure;
import app.quotawatch.FlushResult;

/** Moves events from the queue to the ingest, one request at a time, whoever asks for it. */
final class Flusher {

    /* Longer ones do not fit into nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final EventQueue queue;
    private final Outbox outbox;
    private final IngestClient client;
    private final DeliveryLog log;
    private final Duration requestTimeout;
    private final Backoff backoff = new Backoff();

    /* Held while a request is under way. Recording never takes it. */
    private final ReentrantLock delivering = new ReentrantLock();
    private volatile long pausedUntil = System.nanoTime();
    private volatile boolean wanted;
    private volatile boolean closing;

    Flusher(EventQueue queue, Outbox outbox, IngestClient client, DeliveryLog log, Duration requestTimeout) {
        this.queue = queue;
        this.outbox = outbox;
        this.client = client;
        this.log = log;
        this.requestTimeout = requestTimeout;
    }

    /** Asks for a delivery. Whoever delivers at this moment goes on for it, so that the wish needs no thread of its own. */
    void want() {
        wanted = true;
    }

    boolean isWanted() {
        return wanted;
    }

    /** Delivers what waits now, unless somebody else is at it or the ingest is to be left alone. */
    void flushInBackground() {
        do {
            if (!pause().isZero() || !delivering.tryLock()) {
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
        long budget = timeout.isNegative()
                ? 0
                : timeout.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : timeout.toNanos();
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
            return deliver(budget - (System.nanoTime() - start));
        } catch (RuntimeException e) {
            return result(FlushResult.Outcome.INCOMPLETE, 0, 0, log.unexpected(e));
        } finally {
            delivering.unlock();
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
            Batch batch = outbox.first();
            if (batch == null) {
                break;
            }
            long left = budgetNanos - (System.nanoTime() - start);
            if (left <= 0 || closing) {
                return result(FlushResult.Outcome.TIMED_OUT, delivered, dropped, rejected);
            }
            Answer answer = client.send(batch, Duration.ofNanos(Math.min(left, requestTimeout.toNanos())));
            switch (answer.verdict()) {
                case DELIVERED -> {
                    outbox.firstDelivered();
                    delivered += batch.size();
                    backoff.reset();
                    pausedUntil = System.nanoTime();
                    log.succeeded();
                }
                case SPLIT -> {
                    if (outbox.firstRejected()) {
                        rejected = log.rejected(answer);
                        dropped++;
                    }
                }
                default -> {
                    pausedUntil = System.nanoTime() + backoff.after(answer).toNanos();
                    boolean inTime = budgetNanos > System.nanoTime() - start;
                    return result(inTime ? FlushResult.Outcome.INCOMPLETE : FlushResult.Outcome.TIMED_OUT, delivered,
                            dropped, log.failed(answer));
                }
            }
        }
        return result(FlushResult.Outcome.COMPLETE, delivered, dropped, dropped == 0 ? null : rejected);
    }

    /** Returns how long the ingest is to be left alone; zero: not at all. */
    Duration pause() {
        return Duration.ofNanos(Math.max(0, pausedUntil - System.nanoTime()));
    }

    /** Delivers what it can within the timeout, ends what is still under way then, and drops the rest. Returns how many. */
    int close(Duration timeout) {
        // an interrupt is meant for the application that stops, not for its last events
        boolean interrupted = Thread.interrupted();
        try {
            flush(timeout);
            closing = true;
            client.abortForGood();
            delivering.lock();
            try {
                outbox.clear();
                client.close();
                return queue.close();
            } finally {
                delivering.unlock();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private FlushResult result(FlushResult.Outcome outcome, int delivered, int dropped, DeliveryFailure failure) {
        EventQueue.Account now = queue.account();
        return new FlushResult(outcome, delivered, dropped, now.buffered() + now.inFlight(),
                Optional.ofNullable(failure));
    }
}
