package app.quotawatch.engine;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import app.quotawatch.observe.Applications;
import app.quotawatch.time.Scheduler;

/** One daemon thread of our own, for platforms without an executor. It lives from the first task until {@link #close()}. */
public final class OwnScheduler implements Scheduler {

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int END_MILLIS = 200;

    private final ScheduledThreadPoolExecutor executor = timer("quotawatch-flush");
    private final BorrowedScheduler tasks = new BorrowedScheduler(executor);

    /** Returns a timer whose thread belongs to the calling thread's application: listeners run with its class loader. */
    static ScheduledThreadPoolExecutor timer(String name) {
        Threads threads = new Threads(name, Applications.currentLoader());
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads);
        threads.timer = timer;
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timer;
    }

    private static final class Threads implements ThreadFactory {

        private final String name;
        private final ClassLoader application;
        private volatile @Nullable ScheduledThreadPoolExecutor timer;

        Threads(String name, ClassLoader application) {
            this.name = name;
            this.application = application;
        }

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(null, new Body(this, work), name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(application);
            return thread;
        }

        void replace() {
            ScheduledThreadPoolExecutor ended = timer;
            if (ended != null && !ended.isShutdown()) {
                ended.prestartCoreThread();
            }
        }
    }

    /*
     * An executor that runs out of memory between two tasks ends its thread, and then may lack the memory for another one. Its tasks
     * would wait for ever. Whatever is done about it may run out of memory as well.
     */
    private record Body(Threads threads, Runnable work) implements Runnable {

        @Override
        public void run() {
            boolean begun = false;
            boolean done = false;
            while (!done) {
                try {
                    if (begun) {
                        LockSupport.parkNanos(RETRY_NANOS);
                        threads.replace();
                    } else {
                        begun = true;
                        work.run();
                    }
                    done = true;
                } catch (Throwable noMemory) {
                    // again
                }
            }
        }
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
