package app.quotawatch.engine;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;

import app.quotawatch.event.QuotaWatchEvent;

/**
 * The events that wait for the listeners, in order and bounded: if every call fails, there are as many events as calls, and a
 * listener may be slow. Listeners are notified of one event after another, a limited number at a time, so that they never occupy
 * the thread that deliveries need too.
 */
final class Mailbox {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");
    private static final int MAX_WAITING = 1_000;
    private static final int MAX_PER_TASK = 50;

    private final Consumer<QuotaWatchEvent> listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<QuotaWatchEvent> waiting = new ArrayDeque<>();
    private boolean scheduled;
    private long discarded;

    Mailbox(Consumer<QuotaWatchEvent> listener) {
        this.listener = listener;
    }

    /** Queues an event, of which listeners are notified on the executor. */
    void post(QuotaWatchEvent event, Executor executor) {
        lock.lock();
        try {
            if (waiting.size() == MAX_WAITING) {
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
            LOGGER.log(Level.FINE, "QuotaWatch's executor no longer accepts tasks; listeners are notified at shutdown",
                    e);
        }
    }

    private void notifySome(Executor executor) {
        for (int i = 0; i < MAX_PER_TASK; i++) {
            QuotaWatchEvent event = next(true);
            if (event == null) {
                return;
            }
            listener.accept(event);
        }
        schedule(executor);
    }

    /** Notifies listeners of all waiting events, on the calling thread. */
    void notifyAllWaiting() {
        for (QuotaWatchEvent event = next(false); event != null; event = next(false)) {
            listener.accept(event);
        }
    }

    private @Nullable QuotaWatchEvent next(boolean onExecutor) {
        long lost;
        QuotaWatchEvent event;
        lock.lock();
        try {
            event = waiting.poll();
            if (event == null && onExecutor) {
                scheduled = false;
            }
            lost = discarded;
            discarded = 0;
        } finally {
            lock.unlock();
        }
        if (lost > 0) {
            LOGGER.log(Level.WARNING, "QuotaWatch''s listeners are too slow: {0} events were discarded", lost);
        }
        return event;
    }
}
