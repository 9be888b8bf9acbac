package app.quotawatch.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

import app.quotawatch.QuotaWatch;
import app.quotawatch.event.QuotaWatchEvent;

/** Hands events to listeners, never on the thread that caused them, and keeps what a listener throws from everybody else. */
final class Listeners implements Consumer<QuotaWatchEvent> {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private final List<Consumer<QuotaWatchEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Teller teller = new Teller();
    private final Mailbox mailbox = new Mailbox(teller);
    private volatile Executor executor;
    private volatile Thread stopping;

    <E extends QuotaWatchEvent> QuotaWatch.Subscription add(Class<E> type, Consumer<? super E> listener) {
        Subscribed<E> subscribed = new Subscribed<>(type, listener);
        listeners.add(subscribed);
        return subscribed;
    }

    void start(Executor executor) {
        this.executor = executor;
    }

    /** Notifies, at once, of what waits and of what the calling thread causes from now on: the one that stops the application. */
    void notifyHere() {
        stopping = Thread.currentThread();
        mailbox.notifyAllWaiting();
    }

    /** Ends it for all listeners. */
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
            teller.accept(event);
        }
    }

    private final class Teller implements Consumer<QuotaWatchEvent> {

        @Override
        public void accept(QuotaWatchEvent event) {
            for (Consumer<QuotaWatchEvent> listener : listeners) {
                try {
                    listener.accept(event);
                } catch (Throwable error) { // it is the listener's, and goes no further
                    LOGGER.log(Level.WARNING, "A listener of QuotaWatch failed on " + event, error);
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
