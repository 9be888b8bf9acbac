package app.quotawatch.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;

import app.quotawatch.QuotaWatch;
import app.quotawatch.event.QuotaWatchEvent;

/** Passes events to listeners, never on the thread that caused them, and contains what a listener throws. */
final class Listeners implements Consumer<QuotaWatchEvent> {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private final List<Consumer<QuotaWatchEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Notifier notifier = new Notifier();
    private final Mailbox mailbox = new Mailbox(notifier);
    private volatile @Nullable Executor executor;
    private volatile @Nullable Thread stopping;

    <E extends QuotaWatchEvent> QuotaWatch.Subscription add(Class<E> type, Consumer<? super E> listener) {
        Subscribed<E> subscribed = new Subscribed<>(type, listener);
        listeners.add(subscribed);
        return subscribed;
    }

    void start(Executor executor) {
        this.executor = executor;
    }

    /**
     * Notifies listeners on the calling thread, which stops the application: of the waiting events now, and of those that it causes
     * from now on.
     */
    void notifyHere() {
        stopping = Thread.currentThread();
        mailbox.notifyAllWaiting();
    }

    /** Removes all listeners. */
    void clear() {
        executor = null;
        stopping = null;
        listeners.clear();
    }

    @Override
    public void accept(QuotaWatchEvent event) {
        Executor current = executor;
        if (current == null || listeners.isEmpty()) {
            return;
        }
        Thread stops = stopping;
        if (stops == null) {
            mailbox.post(event, current);
        } else if (stops == Thread.currentThread()) {
            notifier.accept(event);
        }
    }

    private final class Notifier implements Consumer<QuotaWatchEvent> {

        @Override
        public void accept(QuotaWatchEvent event) {
            for (Consumer<QuotaWatchEvent> listener : listeners) {
                try {
                    listener.accept(event);
                } catch (Throwable error) { // it is the listener's own, and is contained here
                    LOGGER.log(Level.WARNING, "A listener of QuotaWatch threw an exception on " + event, error);
                }
            }
        }
    }

    private final class Subscribed<E extends QuotaWatchEvent>
            implements
                Consumer<QuotaWatchEvent>,
                QuotaWatch.Subscription {

        private final Class<E> type;
        private final Consumer<? super E> listener;

        Subscribed(Class<E> type, Consumer<? super E> listener) {
            this.type = type;
            this.listener = listener;
        }

        @Override
        public void accept(QuotaWatchEvent event) {
            if (type.isInstance(event)) {
                listener.accept(type.cast(event));
            }
        }

        @Override
        public void close() {
            listeners.remove(this);
        }
    }
}
