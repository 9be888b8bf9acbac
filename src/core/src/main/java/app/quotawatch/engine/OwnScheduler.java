package app.quotawatch.engine;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import app.quotawatch.observe.Applications;
import app.quotawatch.time.Scheduler;

/** One daemon thread of our own, for platforms without an executor. It lives from the first task until {@link #close()}. */
public final class OwnScheduler implements Scheduler {

    private static final int END_MILLIS = 200;

    private final ScheduledThreadPoolExecutor executor = timer("quotawatch-flush");
    private final BorrowedScheduler tasks = new BorrowedScheduler(executor);

    /** Returns a timer whose thread belongs to the calling thread's application: listeners run with its class loader. */
    static ScheduledThreadPoolExecutor timer(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads(name));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timer;
    }

    private static ThreadFactory threads(String name) {
        ClassLoader application = Applications.currentLoader();
        return task -> {
            Thread thread = new Thread(null, task, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(application);
            return thread;
        };
    }

    /* Waits although the thread has nothing to do any more: some servers check at once for threads that an application leaked. */
    static void end(ExecutorService service) {
        service.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            service.awaitTermination(END_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void execute(Runnable task) {
        tasks.execute(task);
    }

    @Override
    public Runnable every(Duration interval, Runnable task) {
        return tasks.every(interval, task);
    }

    @Override
    public void close() {
        end(executor);
    }
}
