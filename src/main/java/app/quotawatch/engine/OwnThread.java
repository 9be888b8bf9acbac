package app.quotawatch.engine;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import app.quotawatch.capture.Intakes;

/** One daemon thread of our own, where the platform has no executor. It is there from the first delivery until close. */
public final class OwnThread implements Engine.Executor {

    private final ScheduledThreadPoolExecutor service;

    /** Prepares the thread, for the calling thread's application: listeners run with its class loader. */
    public OwnThread() {
        ClassLoader application = Intakes.currentApplication();
        service = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(null, task, "quotawatch-flush", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(application);
            return thread;
        });
        service.setRemoveOnCancelPolicy(true);
        service.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public ScheduledExecutorService service() {
        return service;
    }

    @Override
    public void close() {
        service.shutdownNow();
    }
}
