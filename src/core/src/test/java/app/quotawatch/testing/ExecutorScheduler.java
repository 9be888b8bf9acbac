package app.quotawatch.testing;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import app.quotawatch.time.Scheduler;

/** Runs tasks on an executor of the test's. */
public final class ExecutorScheduler implements Scheduler {

    private final ScheduledExecutorService executor;
    private int closed;

    public ExecutorScheduler(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public Runnable every(Duration interval, Runnable task) {
        ScheduledFuture<?> scheduled = executor.scheduleWithFixedDelay(task, interval.toNanos(), interval.toNanos(),
                TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public void close() {
        closed++;
    }

    /** Returns how many times it was closed; its executor never is. */
    public int closed() {
        return closed;
    }
}
