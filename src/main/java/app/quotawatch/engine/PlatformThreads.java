package app.quotawatch.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Works on the platform's threads, and lets a thread of our own wait until the work is due. The platform's scheduler could wait
 * too, but many keep a task that was cancelled until it would have been due, and with it the application that is gone; some
 * then complain that it is. So nothing of ours ever waits there.
 */
public final class PlatformThreads implements Engine.Executor {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private final Executor platform;
    private final UnaryOperator<Runnable> inContext;
    private final Timer timer = new Timer();

    /**
     * Prepares the thread that waits.
     *
     * @param platform what works
     * @param inContext makes a task run in the context of the application, which the thread that waits does not have
     */
    public PlatformThreads(Executor platform, UnaryOperator<Runnable> inContext) {
        this.platform = platform;
        this.inContext = inContext;
    }

    @Override
    public ScheduledExecutorService service() {
        return timer;
    }

    @Override
    public void close() {
        OwnThread.end(timer);
    }

    private final class Timer extends ScheduledThreadPoolExecutor {

        Timer() {
            super(1, OwnThread.factory("quotawatch-timer"));
            setRemoveOnCancelPolicy(true);
            setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }

        @Override
        public void execute(Runnable task) {
            platform.execute(task);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            return super.schedule(new HandOver(task), delay, unit);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
            return super.scheduleWithFixedDelay(new HandOver(task), first, delay, unit);
        }
    }

    /** Hands a task to the platform when it is due, unless the time before is not over yet. */
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
