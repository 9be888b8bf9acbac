package app.quotawatch.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;

import org.jspecify.annotations.Nullable;

import app.quotawatch.QuotaWatch;
import app.quotawatch.event.QuotaWatchEvent;
import app.quotawatch.log.Log;
import app.quotawatch.log.MinuteLog;
import app.quotawatch.time.Ticker;

/** Passes events to listeners, never on the thread that caused them, and contains what a listener does. Thread-safe. */
final class Listeners implements Consumer<QuotaWatchEvent> {

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long END_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final List<Subscribed<?>> subscriptions = new CopyOnWriteArrayList<>();
    private final MinuteLog failures = new MinuteLog(Level.WARNING, new Ticker());
    private final MinuteLog slow = new MinuteLog(Level.WARNING, new Ticker());
    private final AtomicInteger discarded = new AtomicInteger();
    private volatile @Nullable ListenerThreads threads;
    private int reported;

    <E extends QuotaWatchEvent> QuotaWatch.Subscription add(Class<E> type, Consumer<? super E> listener) {
        return add(type, listener, true);
    }

    /** Adds a listener that is notified only of what is passed to {@link #post}. */
    <E extends QuotaWatchEvent> Subscribed<E> addDirect(Class<E> type, Consumer<? super E> listener) {
        return add(type, listener, false);
    }

    private <E extends QuotaWatchEvent> Subscribed<E> add(Class<E> type, Consumer<? super E> listener,
            boolean toEvents) {
        Subscribed<E> subscribed = new Subscribed<>(subscriptions, type, toEvents,
                new Mailbox<>(listener, failures, discarded));
        subscriptions.add(subscribed);
        return subscribed;
    }

    void post(QuotaWatchEvent event, Subscribed<?> subscribed) {
        ListenerThreads current = threads;
        if (current != null) {
            subscribed.post(event, current);
        }
    }

    void start(ListenerThreads listenerThreads) {
        threads = listenerThreads;
    }

    /** Returns whether listeners are notified on this thread. */
    boolean isOurs(Thread thread) {
        ListenerThreads current = threads;
        return current != null && current.isOurs(thread);
    }

    /** Returns how many notifications never reached their listener. */
    int discarded() {
        return discarded.get();
    }

    @Override
    public void accept(QuotaWatchEvent event) {
        ListenerThreads current = threads;
        if (current != null) {
            for (Subscribed<?> subscribed : subscriptions) {
                if (subscribed.toEvents) {
                    subscribed.post(event, current);
                }
            }
        }
    }

    /** Resumes what lacked a thread, and reports listeners that are too slow. Called by one thread at a time. */
    void tick() {
        ListenerThreads current = threads;
        if (current != null) {
            for (Subscribed<?> subscribed : subscriptions) {
                subscribed.mailbox.tick(current);
            }
        }
        int now = discarded.get();
        if (now != reported) {
            reported = now;
            slow.log(null, "QuotaWatch''s listeners are too slow: {0} notifications have been discarded so far", now);
        }
    }

    /**
     * Waits until listeners have been notified of all that waits, at most for this long; then discards the remaining notifications,
     * removes all listeners and ends their threads.
     */
    void close(Duration timeout) {
        ListenerThreads current = threads;
        int before = discarded.get();
        if (current != null) {
            await(() -> !isBusy(), timeout.toNanos());
        }
        threads = null;
        for (Subscribed<?> subscribed : subscriptions) {
            subscribed.mailbox.close();
        }
        subscriptions.clear();
        if (current != null) {
            current.end();
            // some servers check at once for threads that an application leaked
            await(current::haveEnded, END_NANOS);
            current.forget();
        }
        int atShutdown = discarded.get() - before;
        if (atShutdown > 0) {
            Log.log(Level.WARNING,
                    "QuotaWatch discarded {0} notifications at shutdown because its listeners are too slow",
                    atShutdown);
        }
    }

    private static void await(BooleanSupplier condition, long timeoutNanos) {
        long start = System.nanoTime();
        boolean interrupted = false;
        while (!condition.getAsBoolean() && System.nanoTime() - start < timeoutNanos) {
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(POLL_NANOS);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isBusy() {
        for (Subscribed<?> subscribed : subscriptions) {
            if (subscribed.mailbox.isBusy()) {
                return true;
            }
        }
        return false;
    }

    /* Knows no more of the engine than it needs: a listener that never returns keeps it alive. */
    static final class Subscribed<E extends QuotaWatchEvent> implements QuotaWatch.Subscription {

        private final List<Subscribed<?>> all;
        private final Class<E> type;
        private final boolean toEvents;
        private final Mailbox<E> mailbox;

        Subscribed(List<Subscribed<?>> all, Class<E> type, boolean toEvents, Mailbox<E> mailbox) {
            this.all = all;
            this.type = type;
            this.toEvents = toEvents;
            this.mailbox = mailbox;
        }

        private void post(QuotaWatchEvent event, ListenerThreads threads) {
            if (type.isInstance(event)) {
                mailbox.post(type.cast(event), threads);
            }
        }

        @Override
        public void close() {
            all.remove(this);
            mailbox.cancel();
        }
    }
}
