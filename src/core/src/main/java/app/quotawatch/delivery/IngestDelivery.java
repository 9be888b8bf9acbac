package app.quotawatch.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.event.DeliveryRefused;
import app.quotawatch.inbox.CountLock;
import app.quotawatch.time.Scheduler;

/**
 * Queues events and delivers them in the background: at each interval, and as soon as the queue is half full. Adding an event
 * holds a lock for some nanoseconds and never waits for a delivery.
 */
final class IngestDelivery implements Delivery {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    /* A few calls are not a burst, and what they need is loaded soon enough. */
    private static final int BURST_PART = 16;

    private final CountLock lock;
    private final EventQueue queue;
    private final Flusher flusher;
    private final DeliveryLog log;
    private final int half;
    private final int burst;
    private final Duration interval;
    private final Runnable background = new Background();
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
        log = new DeliveryLog(clock, client, listener);
        flusher = new Flusher(queue, new Outbox(queue, new BatchWriter(apiKey, config.environment()), log), client, log,
                new Backoff(nanoTime), config.deliveryTimeout());
        half = Math.max(1, config.bufferSize() / 2);
        burst = Math.max(1, config.bufferSize() / BURST_PART);
        interval = config.flushInterval();
    }

    @Override
    public void start(Scheduler scheduler) {
        this.scheduler = scheduler;
        cancelSchedule = scheduler.every(interval, background);
    }

    @Override
    public void retryIfDue() {
        if (retryPending && flusher.pause().isZero()) {
            retryPending = false;
            submit(background);
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
            lock.unlock();
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
        submit(background);
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
        } catch (RejectedExecutionException | IllegalStateException e) {
            // the executor is shutting down; the last flush does not need it
            LOGGER.log(Level.FINE, "QuotaWatch's executor no longer accepts tasks", e);
            return false;
        }
    }

    private void deliverInBackground() {
        try {
            flusher.flushInBackground();
            Duration pause = flusher.pause();
            // a longer pause is left to the next interval
            retryPending = !pause.isZero() && pause.compareTo(interval) < 0;
        } catch (Throwable e) { // an exception would end the schedule for good
            log.unexpected(e);
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

    /* No method reference: it would be linked while an application starts. */
    private final class Background implements Runnable {

        @Override
        public void run() {
            deliverInBackground();
        }
    }
}
