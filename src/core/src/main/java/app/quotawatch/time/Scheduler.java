package app.quotawatch.time;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Runs QuotaWatch's tasks off the application's threads: all that it needs of a platform. */
public interface Scheduler extends Executor {

    /**
     * Runs a task soon, once.
     *
     * @throws java.util.concurrent.RejectedExecutionException if no more tasks are taken; platforms also throw
     *         {@link IllegalStateException}
     */
    @Override
    void execute(Runnable task);

    /**
     * Runs a task again and again, for the first time after the interval, and never while it still runs.
     *
     * @param task must not throw
     * @return ends it: what does not run by then never will. It does not wait for a run under way
     */
    Runnable every(Duration interval, Runnable task);

    /** Releases what is ours of it; it is not asked anything afterwards. */
    void close();
}
