package app.quotawatch.engine;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

import app.quotawatch.event.QuotaWatchEvent;

/**
 * The events that wait to be told, in their order and bounded: where every call fails, there are as many events as calls, and
 * a listener may be slow. They are told one after the other, some at a time, so that they never keep a thread for themselves
 * that deliveries need too.
 */
final class Mailbox {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");
    private static final int MOST_WAITING = 1_000;
    private static final int NOTIFIED_AT_A_TIME = 50;

    private final Consumer<QuotaWatchEvent> listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<QuotaWatchEvent> waiting = new ArrayDeque<>();
    private boolean scheduled;
    private long discarded;

    Mailbox(Consumer<QuotaWatchEvent> listener) {
        this.listener = listener;
    }

    /** Leaves an event to be told on the executor. */
    void post(QuotaWatchEvent event, Executor executor) {
        lock.lock();
        try {
            if (waiting.size() == MOST_WAITING) {
                discarded++;
                return;
            }
            waiting.add(event);
            if (scheduled) {
                return;
            }
            scheduled = true;
        } finally {
            lock.unlock();
        }
        schedule(executor);
    }

    private void schedule(Executor executor) {
        try {
            executor.execute(() -> notifySome(executor));
        } catch (RejectedExecutionException | IllegalStateException e) {
            LOGGER.log(Level.FINE, "QuotaWatch's executor takes no more tasks: listeners are told when it stops", e);
        }
    }

    private void notifySome(Executor executor) {
        for (int i = 0; i < NOTIFIED_AT_A_TIME; i++) {
            QuotaWatchEvent event = next(true);
            if (event == null) {
                return;
            }
            listener.accept(event);
        }
        schedule(executor);
    }

    /** Tells everything that waits, on the calling thread. */
    void notifyAllWaiting() {
        for (QuotaWatchEvent event = next(false); event != null; event = next(false)) {
            listener.accept(event);
        }
    }

    private QuotaWatchEvent next(boolean onExecutor) {
        long missed;
        QuotaWatchEvent event;
        lock.lock();
        try {
            event = waiting.poll();
            if (event == null && onExecutor) {
                scheduled = false;
            }
            missed = discarded;
            discarded = 0;
        } finally {
            lock.unlock();
        }
        if (missed > 0) {
            LOGGER.log(Level.WARNING, "QuotaWatch''s listeners are too slow: {0} events were discarded", missed);
        }
        return event;
    }
}
