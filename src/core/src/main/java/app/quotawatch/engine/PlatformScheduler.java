package app.quotawatch.engine;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import app.quotawatch.time.Scheduler;

/** Runs tasks on the platform's threads, and waits on a thread of our own until they are due. */
public final class PlatformScheduler implements Scheduler {

    /*
     * The platform's scheduler could wait too, but many retain a cancelled task, and with it the application that has stopped, until
     * the task would have been due; some then report an error. So no task of ours ever waits there.
     */
    private final Executor platform;
    private final UnaryOperator<Runnable> inContext;
    private final PeriodicTimer timer = new PeriodicTimer();

    /**
     * Creates the scheduler.
     *
     * @param platform runs the tasks
     * @param inContext makes a task run in the context of the application, which threads of our own do not have
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
        return timer.every(interval, task);
    }

    @Override
    public Runnable inContext(Runnable task) {
        return inContext.apply(task);
    }

    @Override
    public void close() {
        OwnThreads.end(timer.executor());
    }

    @Override
    public String toString() {
        return "the executor of the platform";
    }
}
