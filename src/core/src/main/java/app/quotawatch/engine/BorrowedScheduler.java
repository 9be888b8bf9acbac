package app.quotawatch.engine;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import app.quotawatch.time.Scheduler;

/** Runs tasks on a scheduled executor that another component owns, and never queries its state. */
public final class BorrowedScheduler implements Scheduler {

    private final ScheduledExecutorService executor;

    /** @param executor remains its owner's: it is never shut down here */
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
        // a server's executor might continue to run it after the application has stopped
        return () -> scheduled.cancel(false);
    }

    @Override
    public void close() {
        // the owner closes it
    }
}
