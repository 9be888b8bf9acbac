package app.quotawatch.time;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Runs QuotaWatch's tasks off the application's threads: the only thing that it needs from a platform. */
public interface Scheduler extends Executor {

    /**
     * Runs a task soon, once. It may wait for the network, and delays no task of {@link #every}.
     *
     * @throws java.util.concurrent.RejectedExecutionException if no more tasks are accepted; some platforms throw
     *         {@link IllegalStateException} instead
     */
    @Override
    void execute(Runnable task);

    /**
     * Runs a task repeatedly, for the first time after one interval, and never while its last run is still in progress. What it
     * throws does not end the schedule.
     *
     * @param task must be quick: it must neither wait for anything nor call the application
     * @return cancels the schedule: no further run starts; a run in progress is not waited for
     */
    Runnable every(Duration interval, Runnable task);

    /**
     * Returns a task that runs in the context of the application, on whichever thread it runs. Called by a thread of the
     * application.
     */
    default Runnable inContext(Runnable task) {
        return task;
    }

    /** Releases the resources that this scheduler owns; it is not used afterwards. */
    void close();
}
