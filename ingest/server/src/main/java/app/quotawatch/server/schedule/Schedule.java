package app.quotawatch.server.schedule;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;

/**
 * Runs each job again and again, a while after its last run has ended. A job that fails is logged once until it works again, and runs
 * again all the same. Thread-safe.
 */
@Singleton
public final class Schedule {

    /*
     * Quarkus's scheduler hands its jobs to threads that go on while the container is taken down: a job that begins or ends too
     * late finds no container, and an error is logged for a server that stops as it should. Here, jobs end before anything
     * that they use does.
     */

    private static final Logger LOGGER = Logger.getLogger(Schedule.class.getName());
    private static final long STOP_SECONDS = 10;

    private final AtomicInteger jobs = new AtomicInteger();
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "quotawatch-jobs");
        thread.setDaemon(true);
        return thread;
    }, new ThreadPoolExecutor.DiscardPolicy());

    /** Begins to run a job; does nothing once the server stops. */
    public void every(Duration period, Duration delay, String name, Runnable job) {
        // a thread for each: a job that waits for the database delays no other
        threads.setCorePoolSize(jobs.incrementAndGet());
        threads.scheduleWithFixedDelay(new Job(name, job), delay.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes @Priority(0) ShutdownEvent event) {
        stop();
    }

    /** Lets no job begin any more, and waits until those that run have ended. */
    public void stop() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.log(Level.WARNING, "The server stops although jobs are still running: {0}",
                        threads.getActiveCount());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Job implements Runnable {

        private final String name;
        private final Runnable job;
        private boolean failing;

        Job(String name, Runnable job) {
            this.name = name;
            this.job = job;
        }

        @Override
        public void run() {
            try {
                job.run();
                if (failing) {
                    failing = false;
                    LOGGER.log(Level.INFO, "The job works again: {0}", name);
                }
            } catch (Throwable e) {
                // what was thrown further would end the job for good
                LOGGER.log(failing || threads.isShutdown() ? Level.FINE : Level.WARNING,
                        "The job failed and will be tried again: " + name, e);
                failing = true;
            }
        }
    }
}
