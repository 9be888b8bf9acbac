package app.quotawatch.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

import app.quotawatch.QuotaWatch;
import app.quotawatch.quota.QuotaEvent;

/** Hands events to listeners, never on the thread that caused them, and keeps what a listener throws from everybody else. */
final class Listeners implements Consumer<QuotaEvent> {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private final List<Consumer<QuotaEvent>> listeners = new CopyOnWriteArrayList<>();
    private volatile Executor executor;

    <E extends QuotaEvent> QuotaWatch.Subscription add(Class<E> type, Consumer<? super E> listener) {
        Consumer<QuotaEvent> filtered = event -> {
            if (type.isInstance(event)) {
                listener.accept(type.cast(event));
            }
        };
        listeners.add(filtered);
        return () -> listeners.remove(filtered);
    }

    void start(Executor executor) {
        this.executor = executor;
    }

    /** Hands over, and at once, only what the calling thread causes from now on: the one that stops the application. */
    void tellHere() {
        Thread stopping = Thread.currentThread();
        executor = task -> {
            if (Thread.currentThread() == stopping) {
                task.run();
            }
        };
    }

    /** Ends it for all listeners. */
    void clear() {
        executor = null;
        listeners.clear();
    }

    @Override
    public void accept(QuotaEvent event) {
        Executor current = executor;
        if (current == null || listeners.isEmpty()) {
            return;
        }
        try {
            current.execute(() -> listeners.forEach(listener -> tell(listener, event)));
        } catch (RejectedExecutionException | IllegalStateException e) {
            LOGGER.log(Level.FINE, "QuotaWatch''s executor takes no more tasks: {0} is not told", event);
        }
    }

    private static void tell(Consumer<QuotaEvent> listener, QuotaEvent event) {
        try {
            listener.accept(event);
        } catch (Throwable error) { // it is the listener's, and goes no further
            LOGGER.log(Level.WARNING, "A listener of QuotaWatch failed on " + event, error);
        }
    }
}
