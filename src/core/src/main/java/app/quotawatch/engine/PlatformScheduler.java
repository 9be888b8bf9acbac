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

/** Works on the platform's threads, and lets a thread of our own wait until the work is due. */
public final class PlatformScheduler implements Scheduler {

    /*
     * The platform's scheduler could wait too, but many keep a task that was cancelled until it would have been due, and with it the
     * application that is gone; some then complain that it is. So nothing of ours ever waits there.
     */
    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private final Executor platform;
    private final UnaryOperator<Runnable> inContext;
    private final ScheduledThreadPoolExecutor timer = OwnScheduler.timer("quotawatch-timer");

    /**
     * Prepares the thread that waits.
     *
     * @param platform what works
     * @param inContext makes a task run in the context of the application, which the thread that waits does not have
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

    /** Hands a task to the platform when it is due, unless its last run is not over yet. */
    private final class HandOver implements Runnable {

        private final AtomicBoolean underWay = new AtomicBoolean();
        private final Runnable work;

        HandOver(Runnable task) {
            work = inContext.apply(() -> {
                try {
                    task.run();
                } finally {
                    underWay.set(false);
                }
            });
        }

        @Override
        public void run() {
            if (!underWay.compareAndSet(false, true)) {
                return;
            }
            try {
                platform.execute(work);
            } catch (RejectedExecutionException | IllegalStateException e) {
                underWay.set(false);
                LOGGER.log(Level.FINE, "the platform's executor takes no task", e);
            }
        }
    }
}
