package app.quotawatch.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;

import org.jspecify.annotations.Nullable;

import app.quotawatch.log.Log;
import app.quotawatch.log.MinuteLog;
import app.quotawatch.privacy.PrintableText;

/**
 * What waits for one listener, in order and bounded: if every call fails, there are as many events as calls, and a listener may be
 * slow. The listener is notified on a thread of its own, so that one that never returns keeps nobody else waiting.
 */
final class Mailbox<E> implements Runnable {

    /*
     * Without locks, as ListenerThreads. At most one thread takes a turn at a time. Giving it back needs less stack than taking it.
     */
    private static final int MAX_WAITING = 1_000;

    private final Consumer<? super E> listener;
    private final MinuteLog failures;
    private final Queue<E> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicInteger discarded;
    private final AtomicBoolean turn = new AtomicBoolean();
    private volatile @Nullable Thread runner;
    private volatile boolean closed;
    private volatile boolean unwanted;

    Mailbox(Consumer<? super E> listener, MinuteLog failures, AtomicInteger discarded) {
        this.listener = listener;
        this.failures = failures;
        this.discarded = discarded;
    }

    /** Queues an event, of which the listener is notified on one of the threads. */
    void post(E event, ListenerThreads threads) {
        if (size.get() >= MAX_WAITING || closed) {
            discard();
            return;
        }
        size.incrementAndGet();
        waiting.add(event);
        wake(threads);
    }

    /** Resumes what lacked a thread. */
    void tick(ListenerThreads threads) {
        if (!turn.get() && waiting.isEmpty()) {
            // an exhausted stack may have prevented an event from following its count
            size.set(0);
        }
        wake(threads);
    }

    private void wake(ListenerThreads threads) {
        if (waiting.isEmpty() || !turn.compareAndSet(false, true)) {
            return;
        }
        try {
            threads.execute(this);
        } catch (Throwable noThread) { // the next event or tick tries again
            turn.set(false);
            Log.thrown(Level.FINE, noThread, "QuotaWatch cannot notify listeners now");
        }
    }

    @Override
    public void run() {
        runner = Thread.currentThread();
        do {
            try {
                notifyWaiting();
            } finally {
                turn.set(false);
            }
        } while (!waiting.isEmpty() && turn.compareAndSet(false, true));
    }

    private void notifyWaiting() {
        for (E event = waiting.poll(); event != null; event = waiting.poll()) {
            size.decrementAndGet();
            if (closed) {
                discard();
                continue;
            }
            try {
                listener.accept(event);
            } catch (Throwable error) { // it is the listener's own, and is contained here
                report(event, error);
            }
            if (!closed) {
                // a listener that interrupts its thread means itself
                Thread.interrupted();
            }
        }
    }

    private void report(E event, Throwable error) {
        try {
            failures.log(error, "A listener of QuotaWatch threw an exception on {0}",
                    PrintableText.of(event.toString()));
        } catch (Throwable again) {
            // there is no memory to report it with
        }
    }

    /** Returns whether the listener is being notified or is about to be, unless the calling thread does it. */
    boolean isBusy() {
        return (turn.get() || !waiting.isEmpty()) && runner != Thread.currentThread();
    }

    /** Discards what waits, and counts it. */
    void close() {
        closed = true;
        while (waiting.poll() != null) {
            size.decrementAndGet();
            discard();
        }
    }

    private void discard() {
        if (!unwanted) {
            discarded.incrementAndGet();
        }
    }

    /** Discards what waits because nobody wants to be notified of it any more. */
    void cancel() {
        unwanted = true;
        closed = true;
        waiting.clear();
    }
}
