package app.quotawatch.engine;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import app.quotawatch.time.Scheduler;

/**
 * Daemon threads of our own, for platforms without an executor: one that waits until work is due, until {@link #close()}, and one
 * that delivers, which is created when there is something to deliver and ends when there has been nothing for some time.
 */
public final class OwnScheduler implements Scheduler {

    private static final int IDLE_SECONDS = 10;

    private final PeriodicTimer timer = new PeriodicTimer();
    private final OwnThreads workers = new OwnThreads("quotawatch-flush");
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), workers);

    /** Creates the scheduler; its threads belong to the calling thread's application. */
    public OwnScheduler() {
        workers.serves(worker);
        worker.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        worker.execute(task);
    }

    @Override
    public Runnable every(Duration interval, Runnable task) {
        return timer.every(interval, task);
    }

    @Override
    public void close() {
        OwnThreads.end(timer.executor(), worker);
    }

    @Override
    public String toString() {
        return "threads of their own";
    }
}
