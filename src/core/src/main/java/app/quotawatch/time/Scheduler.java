package app.quotawatch.time;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Runs QuotaWatch's tasks off the application's threads: the only thing that it needs from a platform. */
public interface Scheduler extends Executor {

    /**
     * Runs a task soon, once.
     *
     * @throws java.util.concurrent.RejectedExecutionException if no more tasks are accepted; some platforms throw
     *         {@link IllegalStateException} instead
     */
    @Override
    void execute(Runnable task);

    /**
     * Runs a task repeatedly, for the first time after one interval, and never while its last run is still in progress.
     *
     * @param task must not throw
     * @return cancels the schedule: no further run starts; a run in progress is not waited for
     */
    Runnable every(Duration interval, Runnable task);

    /** Releases the resources that this scheduler owns; it is not used afterwards. */
    void close();
}
