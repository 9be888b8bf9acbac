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
        ScheduledFuture<?> scheduled = executor.scheduleWithFixedDelay(new Contained(task), interval.toNanos(),
                interval.toNanos(), TimeUnit.NANOSECONDS);
        return new Cancellation(scheduled);
    }

    @Override
    public void close() {
        // the owner closes it
    }

    /* No lambda: it would be linked while an application starts. */
    private record Cancellation(ScheduledFuture<?> scheduled) implements Runnable {

        @Override
        public void run() {
            // a server's executor might continue to run the task after the application has stopped
            scheduled.cancel(false);
        }
    }
}
