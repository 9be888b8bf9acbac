package app.quotawatch.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.event.DeliveryRefused;
import app.quotawatch.inbox.CountLock;
import app.quotawatch.log.Log;
import app.quotawatch.time.Scheduler;

/**
 * Queues events and delivers them in the background: at each interval, and as soon as the queue is half full. Adding an event
 * holds a lock for some nanoseconds and never waits for a delivery.
 */
final class IngestDelivery implements Delivery {

    /* A few calls are not a burst, and what they need is loaded soon enough. */
    private static final int BURST_PART = 16;

    private final CountLock lock;
    private final EventQueue queue;
    private final Flusher flusher;
    private final DeliveryLog log;
    private final int half;
    private final int burst;
    private final Duration interval;
    private final Background atInterval = new Background();
    private final Background early = new Background();
    private final Runnable wake = new Wake();
    private final Runnable prepare = new Prepare();
    private volatile @Nullable Scheduler scheduler;
    private volatile @Nullable Runnable cancelSchedule;
    private volatile boolean prepared;

    /* Guarded by the lock. */
    private @Nullable Runnable due;

    private volatile boolean retryPending;

    IngestDelivery(QuotaWatchConfig config, String apiKey, Clock clock, LongSupplier nanoTime,
            Consumer<? super DeliveryRefused> listener, CountLock lock) {
        this.lock = lock;
        queue = new EventQueue(config.bufferSize(), lock);
        IngestClient client = new IngestClient(config.ingestUrl(), new ResponseReader(apiKey, clock));
        log = new DeliveryLog(clock, nanoTime, client, listener);
        flusher = new Flusher(queue, new Outbox(queue, apiKey, config.environment(), log), client, log,
                new Backoff(nanoTime), config.deliveryTimeout());
        half = Math.max(1, config.bufferSize() / 2);
        burst = Math.max(1, config.bufferSize() / BURST_PART);
        interval = config.flushInterval();
    }

    @Override
    public void start(Scheduler scheduler) {
        this.scheduler = scheduler;
        atInterval.in(scheduler);
        early.in(scheduler);
        cancelSchedule = scheduler.every(interval, new Due());
    }

    @Override
    public void retryIfDue() {
        if (retryPending && flusher.pause().isZero()) {
            retryPending = false;
            early.submit();
        }
    }

    @Override
    public void add(ApiCall call) {
        Runnable work;
        lock.lock();
        try {
            addLocked(call);
            work = due();
        } finally {
            lock.held = 0;
            lock.released();
        }
        if (work != null) {
            work.run();
        }
    }

    @Override
    public void addLocked(ApiCall call) {
        int size = queue.addLocked(call);
        if (size == half) {
            due = wake;
        } else if (size >= burst && !prepared && due == null && scheduler != null) {
            due = prepare;
        }
    }

    @Override
    public @Nullable Runnable due() {
        Runnable work = due;
        due = null;
        return work;
    }

    @Override
    public void drop(DropReason reason) {
        queue.drop(reason);
    }

    @Override
    public FlushResult flush(Duration timeout) {
        FlushResult result = flusher.flush(timeout);
        if (flusher.isRequested()) {
            wake();
        }
        return result;
    }

    @Override
    public void stop() {
        Runnable cancel = cancelSchedule;
        if (cancel != null) {
            cancel.run();
        }
        scheduler = null;
    }

    @Override
    public void drain(Duration timeout) {
        flusher.drain(timeout);
    }

    @Override
    public int close(Duration timeout) {
        stop();
        return flusher.close(timeout);
    }

    @Override
    public DeliveryStats stats(long failedCalls, long internalErrors) {
        return queue.account().toStats(log.lastSuccess(), log.lastFailure(), failedCalls, internalErrors);
    }

    private void wake() {
        flusher.request();
        early.submit();
    }

    /* On a cold JVM, loading what a delivery needs takes longer than a burst needs to fill the buffer. */
    private void prepare() {
        prepared = submit(flusher::prepare);
    }

    private boolean submit(Runnable task) {
        Scheduler current = scheduler;
        if (current == null) {
            return false;
        }
        try {
            current.execute(task);
            return true;
        } catch (Throwable e) { // it is shutting down, or there are no more threads; the last flush does not need it
            Log.thrown(Level.FINE, e, "QuotaWatch's executor does not accept a task now");
            return false;
        }
    }

    /* A longer pause is left to the next interval. */
    private void noteRetry(Duration pause) {
        retryPending = !pause.isZero() && pause.compareTo(interval) < 0;
    }

    /** Needs no thread unless there is something to deliver and deliveries do not pause. */
    private final class Due implements Runnable {

        @Override
        public void run() {
            Duration pause = flusher.pause();
            EventQueue.Account now = queue.account();
            if (!pause.isZero()) {
                noteRetry(pause);
            } else if (now.buffered() + now.inFlight() > 0) {
                atInterval.submit();
            }
        }
    }

    private final class Wake implements Runnable {

        @Override
        public void run() {
            wake();
        }
    }

    private final class Prepare implements Runnable {

        @Override
        public void run() {
            prepare();
        }
    }

    /** A delivery on the executor. At most one waits for a thread or has one: the executor may be slower than events come. */
    private final class Background implements Runnable {

        private final AtomicBoolean submitted = new AtomicBoolean();
        private volatile Runnable work = this;

        void in(Scheduler scheduler) {
            work = scheduler.inContext(this);
        }

        void submit() {
            if (!submitted.compareAndSet(false, true)) {
                return;
            }
            boolean accepted = false;
            try {
                accepted = IngestDelivery.this.submit(work);
            } finally {
                if (!accepted) { // without memory, not even the failure can be reported
                    submitted.set(false);
                }
            }
        }

        @Override
        public void run() {
            try {
                flusher.flushInBackground();
                noteRetry(flusher.pause());
            } catch (Throwable e) { // it must end here, and deliveries must go on
                log.unexpected(e);
            } finally {
                submitted.set(false);
            }
            // requested since it looked for the last time; a flush by hand that is in progress looks at its end
            if (flusher.isRequested() && !flusher.isDelivering() && flusher.pause().isZero()) {
                submit();
            }
        }
    }
}
