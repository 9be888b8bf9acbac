package app.quotawatch.engine;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

import org.jspecify.annotations.Nullable;

import app.quotawatch.log.Log;
import app.quotawatch.time.Scheduler;

/**
 * The threads on which listeners run, whatever executor the platform has: a listener may never return. They are daemons, created
 * when none is idle and ended when there has been nothing to do for some time, and they hold no reference to the engine.
 */
final class ListenerThreads {

    /*
     * Without locks, because work arrives on callers' threads: a stack that is exhausted while a lock is being acquired would leave
     * it locked. An idle thread waits in the hand-over, so offering a turn there fails if there is none.
     */
    static final String NAME = "quotawatch-listener";

    private static final int IDLE_SECONDS = 5;

    private volatile @Nullable ClassLoader application;
    private final Runnable inContext;
    private final SynchronousQueue<Runnable> handOver = new SynchronousQueue<>();
    private final Queue<Runnable> starting = new ConcurrentLinkedQueue<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /**
     * Creates the threads' owner.
     *
     * @param application the context class loader of the threads
     */
    ListenerThreads(ClassLoader application, Scheduler scheduler) {
        this.application = application;
        this.inContext = scheduler.inContext(new Work());
    }

    /** Runs a turn at once, on a thread that no other turn occupies. */
    void execute(Runnable turn) {
        if (ended || handOver.offer(turn)) {
            return;
        }
        starting.add(turn);
        try {
            OwnThreads.daemon(NAME, application, new Start()).start();
        } catch (Throwable noThread) {
            starting.remove(turn);
            throw noThread;
        }
    }

    boolean isOurs(Thread thread) {
        return threads.contains(thread);
    }

    /**
     * Ends the threads. One whose listener does not return cannot be ended; it loses what we gave it, and keeps only what the
     * listener itself holds.
     */
    void end() {
        ended = true;
        for (Thread thread : threads) {
            if (thread != Thread.currentThread()) {
                thread.interrupt();
            }
        }
    }

    /** Lets go of the application where a listener has not returned. */
    void forget() {
        application = null;
        for (Thread thread : threads) {
            if (thread != Thread.currentThread()) {
                thread.setContextClassLoader(null);
            }
        }
    }

    boolean haveEnded() {
        return threads.isEmpty() || threads.size() == 1 && isOurs(Thread.currentThread());
    }

    private final class Start implements Runnable {

        @Override
        public void run() {
            threads.add(Thread.currentThread());
            try {
                inContext.run();
            } catch (Throwable noContext) { // a platform's context ends with its application
                Log.thrown(Level.FINE, noContext, "QuotaWatch notifies listeners without the application's context");
                new Work().run();
            } finally {
                threads.remove(Thread.currentThread());
            }
        }
    }

    private final class Work implements Runnable {

        @Override
        public void run() {
            Thread thread = Thread.currentThread();
            ClassLoader context = thread.getContextClassLoader();
            try {
                for (Runnable turn = next(); turn != null && !ended; turn = next()) {
                    turn.run();
                    if (!ended) {
                        thread.setContextClassLoader(context);
                    }
                }
            } catch (InterruptedException e) {
                // they end
            }
        }

        private @Nullable Runnable next() throws InterruptedException {
            Runnable turn = starting.poll();
            return turn != null ? turn : handOver.poll(IDLE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
