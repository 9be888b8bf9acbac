package app.quotawatch.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import app.quotawatch.observe.Applications;

/** Makes daemon threads that belong to the application whose thread created this. */
final class OwnThreads implements ThreadFactory {

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long END_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final String name;
    private final ClassLoader application = Applications.currentLoader();
    private volatile @Nullable ThreadPoolExecutor pool;

    OwnThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        return daemon(name, application, new Body(task));
    }

    /** Replaces threads of this pool that end too early. */
    void serves(ThreadPoolExecutor pool) {
        this.pool = pool;
    }

    static Thread daemon(String name, @Nullable ClassLoader application, Runnable task) {
        // without the creator's thread locals, which may hold another application
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(application);
        return thread;
    }

    /* Waits although the threads have nothing to do any more: some servers check at once for threads that an application leaked. */
    static void end(ExecutorService... services) {
        for (ExecutorService service : services) {
            service.shutdownNow();
        }
        long start = System.nanoTime();
        boolean interrupted = Thread.interrupted();
        for (ExecutorService service : services) {
            try {
                service.awaitTermination(END_NANOS - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /*
     * An executor that runs out of memory between two tasks ends its thread, and then may lack the memory for another one. Its tasks
     * would wait for ever. Whatever is done about it may run out of memory as well.
     */
    private final class Body implements Runnable {

        private final Runnable work;

        Body(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            boolean begun = false;
            boolean done = false;
            while (!done) {
                try {
                    if (begun) {
                        LockSupport.parkNanos(RETRY_NANOS);
                        replace();
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

        private void replace() {
            ThreadPoolExecutor current = pool;
            if (current != null && !current.isShutdown()) {
                current.prestartCoreThread();
            }
        }
    }
}
