package app.quotawatch.engine;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import app.quotawatch.time.Scheduler;

/** Runs tasks on a scheduled executor that belongs to somebody else, and never asks it whether it still runs. */
public final class BorrowedScheduler implements Scheduler {

    private final ScheduledExecutorService executor;

    /** @param executor stays its owner's: it is never shut down from here */
    public BorrowedScheduler(ScheduledExecutorService executor) {
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
        // a server's executor may run it on after the application is gone
        return () -> scheduled.cancel(false);
    }

    @Override
    public void close() {
        // it is somebody else's
    }
}
