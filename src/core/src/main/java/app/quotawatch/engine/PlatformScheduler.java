package app.quotawatch.engine;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

import app.quotawatch.time.Scheduler;

/** Runs tasks on the platform's threads, and waits on a thread of our own until they are due. */
public final class PlatformScheduler implements Scheduler {

    /*
     * The platform's scheduler could wait too, but many retain a cancelled task, and with it the application that has stopped, until
     * the task would have been due; some then report an error. So no task of ours ever waits there.
     */
    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private final Executor platform;
    private final UnaryOperator<Runnable> inContext;
    private final ScheduledThreadPoolExecutor timer = OwnScheduler.timer("quotawatch-timer");

    /**
     * Creates the scheduler.
     *
     * @param platform runs the tasks
     * @param inContext makes a task run in the context of the application, which the waiting thread does not have
     */
    public PlatformScheduler(Executor platform, UnaryOperator<Runnable> inContext) {
        this.platform = platform;
        this.inContext = inContext;
    }

    @Override
    public void execute(Runnable task) {
        platform.execute(task);
    }

    @Override
    public Runnable every(Duration interval, Runnable task) {
        return new BorrowedScheduler(timer).every(interval, new HandOver(task));
    }

    @Override
    public void close() {
        OwnScheduler.end(timer);
    }

    /** Passes a task to the platform when it is due, unless its last run is still in progress. */
    private final class HandOver implements Runnable {

        private final AtomicBoolean running = new AtomicBoolean();
        private final Runnable work;

        HandOver(Runnable task) {
            work = inContext.apply(() -> {
                try {
                    task.run();
                } finally {
                    running.set(false);
                }
            });
        }

        @Override
        public void run() {
            if (!running.compareAndSet(false, true)) {
                return;
            }
            try {
                platform.execute(work);
            } catch (RejectedExecutionException | IllegalStateException e) {
                running.set(false);
                LOGGER.log(Level.FINE, "QuotaWatch cannot run a task: the platform's executor does not accept it", e);
            }
        }
    }
}
