package app.quotawatch.testing;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A platform's executor under the test's control: tasks run only when the test runs them, on the test's thread. */
public final class ManualExecutor extends AbstractExecutorService implements ScheduledExecutorService {

    private final List<Task> scheduled = new ArrayList<>();
    private final Deque<Runnable> submitted = new ConcurrentLinkedDeque<>();
    private final Deque<Runnable> byTick = new ConcurrentLinkedDeque<>();
    private volatile Thread ticking;
    private boolean rejecting;

    /**
     * Runs the periodic tasks once, as if they were due, and then what they submitted. Fails if an exception has ended one.
     */
    public void tick() {
        ticking = Thread.currentThread();
        try {
            runPeriodic();
        } finally {
            ticking = null;
        }
        for (Runnable task = byTick.poll(); task != null; task = byTick.poll()) {
            task.run();
        }
    }

    private void runPeriodic() {
        for (Task task : List.copyOf(scheduled)) {
            if (task.isPeriodic() && !task.isCancelled() && !task.runAndStayPeriodic() && !task.isCancelled()) {
                throw new AssertionError("an exception has ended the schedule");
            }
        }
    }

    /** Runs the tasks that were submitted for immediate execution. */
    public void runSubmitted() {
        for (Runnable task = submitted.poll(); task != null; task = submitted.poll()) {
            task.run();
        }
    }

    public int submitted() {
        return submitted.size();
    }

    /** Returns the delayed tasks that are neither done nor cancelled, including periodic ones. */
    public List<Task> live() {
        return scheduled.stream().filter(task -> !task.isDone()).toList();
    }

    /** Returns the live tasks that run once. */
    public List<Task> delayed() {
        return live().stream().filter(task -> !task.isPeriodic()).toList();
    }

    /** From now on rejects tasks, as servers do when they stop. */
    public void reject() {
        rejecting = true;
    }

    @Override
    public void execute(Runnable command) {
        throwIfRejecting();
        (Thread.currentThread() == ticking ? byTick : submitted).add(command);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return add(new Task(command, unit.toNanos(delay), true));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return add(new Task(command, unit.toNanos(period), true));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(new Task(command, unit.toNanos(delay), false));
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    private Task add(Task task) {
        throwIfRejecting();
        scheduled.add(task);
        return task;
    }

    private void throwIfRejecting() {
        if (rejecting) {
            throw new RejectedExecutionException("stopping");
        }
    }

    @Override
    public void shutdown() {
        throw new AssertionError("the platform's executor is not ours to shut down");
    }

    @Override
    public List<Runnable> shutdownNow() {
        throw new AssertionError("the platform's executor is not ours to shut down");
    }

    @Override
    public boolean isShutdown() {
        throw new IllegalStateException("managed executors do not reveal this");
    }

    @Override
    public boolean isTerminated() {
        throw new IllegalStateException("managed executors do not reveal this");
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        throw new IllegalStateException("managed executors do not reveal this");
    }

    /** A delayed task. */
    public static final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {

        private final long delayNanos;
        private final boolean periodic;

        private Task(Runnable command, long delayNanos, boolean periodic) {
            super(command, null);
            this.delayNanos = delayNanos;
            this.periodic = periodic;
        }

        boolean isPeriodic() {
            return periodic;
        }

        boolean runAndStayPeriodic() {
            return runAndReset();
        }

        /** Returns the requested delay. */
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(delayNanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(delayNanos, other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
