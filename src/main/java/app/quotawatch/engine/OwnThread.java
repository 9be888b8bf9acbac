package app.quotawatch.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import app.quotawatch.capture.Intakes;

/** One daemon thread of our own, where the platform has no executor. It is there from the first delivery until close. */
public final class OwnThread implements Engine.Executor {

    private static final int END_MILLIS = 200;

    private final ScheduledThreadPoolExecutor service = new ScheduledThreadPoolExecutor(1, factory("quotawatch-flush"));

    /** Prepares the thread, for the calling thread's application: listeners run with its class loader. */
    public OwnThread() {
        service.setRemoveOnCancelPolicy(true);
        service.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    static ThreadFactory factory(String name) {
        ClassLoader application = Intakes.currentApplication();
        return task -> {
            Thread thread = new Thread(null, task, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(application);
            return thread;
        };
    }

    /* Waits, though the thread has nothing left to do: some servers look at once for threads that an application left. */
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
    public ScheduledExecutorService service() {
        return service;
    }

    @Override
    public void close() {
        end(service);
    }
}
