package app.quotawatch.engine;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread of our own that runs quick tasks again and again. It begins with the first task, and ends with the {@link #executor}. */
final class PeriodicTimer {

    private final ScheduledThreadPoolExecutor executor;

    /** Creates the timer; its thread belongs to the calling thread's application. */
    PeriodicTimer() {
        OwnThreads threads = new OwnThreads("quotawatch-timer");
        executor = new ScheduledThreadPoolExecutor(1, threads);
        threads.serves(executor);
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Does what {@link app.quotawatch.time.Scheduler#every} demands. */
    Runnable every(Duration interval, Runnable task) {
        return new Cancellation(executor.scheduleWithFixedDelay(new Contained(task), interval.toNanos(),
                interval.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Returns what has to be ended. */
    ExecutorService executor() {
        return executor;
    }

    /* No lambda: it would be linked while an application starts. */
    private record Cancellation(ScheduledFuture<?> scheduled) implements Runnable {

        @Override
        public void run() {
            scheduled.cancel(false);
        }
    }
}
