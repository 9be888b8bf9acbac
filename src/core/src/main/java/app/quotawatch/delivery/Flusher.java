package app.quotawatch.delivery;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

import app.quotawatch.FlushResult;
import app.quotawatch.lock.OwnerLock;
import app.quotawatch.log.Log;

/** Moves events from the queue to the ingest, one request at a time, on whichever thread asks for it. */
final class Flusher {

    /* Longer timeouts do not fit into nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(365);

    /* At shutdown there is no time for long pauses, nor for an attempt at the last moment. */
    private static final long LONGEST_LAST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST_LAST_ATTEMPT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /* How long an aborted attempt may take to end. */
    private static final long ABORT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final EventQueue queue;
    private final Outbox outbox;
    private final IngestClient client;
    private final DeliveryLog log;
    private final Backoff backoff;
    private final Duration requestTimeout;

    /* Held while a request is in progress. Recording never acquires it. */
    private final OwnerLock delivering = new OwnerLock();
    private volatile boolean requested;
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

    /** Requests a delivery. A thread that is delivering at this moment continues, so that the request needs no thread of its own. */
    void request() {
        requested = true;
    }

    boolean isRequested() {
        return requested;
    }

    boolean isDelivering() {
        return delivering.owner != null;
    }

    /** Loads what the first delivery needs, unless another thread is delivering. */
    void prepare() {
        if (!delivering.tryLock()) {
            return;
        }
        try {
            if (!closing) {
                client.prepare();
                outbox.prepare();
            }
        } catch (Throwable e) { // the delivery will fail in the same way, and report it
            Log.thrown(Level.FINE, e, "QuotaWatch failed to prepare the first delivery");
        } finally {
            delivering.owner = null;
        }
    }

    /** Delivers the queued events, unless another thread is delivering or deliveries pause. */
    void flushInBackground() {
        do {
            if (!backoff.pause().isZero() || !delivering.tryLock()) {
                return;
            }
            try {
                requested = false;
                deliver(Long.MAX_VALUE);
            } finally {
                delivering.owner = null;
            }
        } while (requested);
    }

    /** Delivers the queued events, even during a pause, and waits for the result. */
    FlushResult flush(Duration timeout) {
        try {
            return acquireAndDeliver(timeout);
        } catch (Throwable e) { // a class loader that is being closed, or no memory: it must not reach the caller
            Tally nothing = new Tally();
            nothing.failed(log.unexpected(e));
            return result(FlushResult.Outcome.INCOMPLETE, nothing);
        }
    }

    private FlushResult acquireAndDeliver(Duration timeout) {
        long start = System.nanoTime();
        long budget = nanos(timeout);
        try {
            if (!delivering.tryLock(budget)) {
                return result(FlushResult.Outcome.TIMED_OUT, new Tally());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return result(FlushResult.Outcome.TIMED_OUT, new Tally());
        }
        try {
            return closing ? result(FlushResult.Outcome.NOT_SENDING, new Tally()) : deliver(remaining(budget, start));
        } finally {
            delivering.owner = null;
        }
    }

    /**
     * Delivers the queued events. Since there is no later attempt, it retries until the time is up, or until the ingest has
     * indicated that further attempts are futile.
     */
    void drain(Duration timeout) {
        // an interrupt is directed at the application that stops, not at its last events
        boolean interrupted = Thread.interrupted();
        try {
            long start = System.nanoTime();
            long budget = nanos(timeout);
            boolean again = true;
            while (again) {
                FlushResult.Outcome outcome = flush(Duration.ofNanos(remaining(budget, start))).outcome();
                boolean now = Thread.interrupted();
                interrupted |= now;
                again = now
                        ? remaining(budget, start) > 0
                        : outcome == FlushResult.Outcome.INCOMPLETE && waitForLastAttempt(remaining(budget, start));
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean waitForLastAttempt(long remainingNanos) {
        long requestedPause = backoff.requestedPause().toNanos();
        long ceiling = Math.min(LONGEST_LAST_PAUSE_NANOS, remainingNanos / 2);
        if (ceiling < SHORTEST_LAST_ATTEMPT_NANOS || requestedPause > remainingNanos - SHORTEST_LAST_ATTEMPT_NANOS) {
            return false;
        }
        long jittered = ThreadLocalRandom.current().nextLong(SHORTEST_LAST_ATTEMPT_NANOS, ceiling + 1);
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(requestedPause, jittered));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private FlushResult deliver(long budgetNanos) {
        long start = System.nanoTime();
        Tally tally = new Tally();
        // what is recorded meanwhile is left to the next flush: this one must end
        EventQueue.Account before = queue.account();
        int due = before.buffered() + before.inFlight();
        if (due == 0) {
            client.closeIfStale();
        }
        while (tally.settled() < due) {
            if (remaining(budgetNanos, start) <= 0 || closing) {
                return result(FlushResult.Outcome.TIMED_OUT, tally);
            }
            AttemptResult attempt;
            int size = 0;
            try {
                Batch batch = outbox.first(tally);
                if (batch == null) {
                    break;
                }
                size = batch.size();
                // the time of an attempt is not for loading what it needs
                client.prepare();
                // measured again: writing the batch and loading may have used up the time of a shutdown
                long remaining = remaining(budgetNanos, start);
                if (remaining <= 0) {
                    return result(FlushResult.Outcome.TIMED_OUT, tally);
                }
                attempt = client.send(batch, Duration.ofNanos(Math.min(remaining, requestTimeout.toNanos())));
            } catch (OutOfMemoryError e) { // the outbox still has every event, and there may be memory later
                attempt = AttemptResult.noResponse("out of memory");
            }
            // a switch over an enum needs a class of its own, which each application would load
            if (attempt.verdict() == AttemptResult.Verdict.DELIVERED) {
                outbox.firstDelivered();
                tally.delivered(size);
                backoff.succeeded();
                log.succeeded();
            } else if (attempt.verdict() == AttemptResult.Verdict.SPLIT) {
                if (outbox.firstRejected()) {
                    tally.dropped(log.rejected(attempt));
                }
            } else {
                if (attempt.isInterrupted()) { // by the application: the ingest is not to blame
                    return result(FlushResult.Outcome.TIMED_OUT, tally);
                }
                backoff.failed(attempt);
                tally.failed(log.failed(attempt));
                boolean inTime = remaining(budgetNanos, start) > 0;
                return result(inTime ? FlushResult.Outcome.INCOMPLETE : FlushResult.Outcome.TIMED_OUT, tally);
            }
        }
        return result(FlushResult.Outcome.COMPLETE, tally);
    }

    /** Returns how much longer deliveries pause; zero if they need not. */
    Duration pause() {
        return backoff.pause();
    }

    /** Delivers what it can within the timeout, then aborts the request in progress and drops the remaining events. Returns how many. */
    int close(Duration timeout) {
        drain(timeout);
        closing = true;
        client.abortForGood();
        if (!delivering.tryLockUninterruptibly(ABORT_NANOS)) {
            throw new IllegalStateException("a delivery does not end");
        }
        try {
            outbox.clear();
            return queue.close();
        } finally {
            try {
                client.close();
            } finally {
                delivering.owner = null;
            }
        }
    }

    private static long remaining(long budgetNanos, long startNanos) {
        return budgetNanos - (System.nanoTime() - startNanos);
    }

    private static long nanos(Duration timeout) {
        return timeout.isNegative()
                ? 0
                : timeout.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : timeout.toNanos();
    }

    private FlushResult result(FlushResult.Outcome outcome, Tally tally) {
        EventQueue.Account now = queue.account();
        return FlushResult.of(outcome, tally.delivered(), tally.dropped(), now.buffered() + now.inFlight(),
                tally.failure());
    }
}
