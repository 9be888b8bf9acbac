package app.quotawatch.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

import app.quotawatch.ApiCall;
import app.quotawatch.DeliveryRefused;
import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatchConfig;

/**
 * Takes events and delivers them in the background: each interval, and as soon as the queue is half full. Adding an event
 * takes a lock for some nanoseconds and never waits for a delivery.
 */
final class IngestDelivery implements Delivery {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    /* A few calls are no burst, and what they need is loaded soon enough. */
    private static final int BURST_PART = 16;

    private final EventQueue queue;
    private final EventJson json;
    private final Flusher flusher;
    private final DeliveryLog log;
    private final int half;
    private final int burst;
    private final Duration interval;
    private volatile ScheduledExecutorService executor;
    private volatile ScheduledFuture<?> schedule;
    private volatile boolean prepared;
    private final AtomicReference<ScheduledFuture<?>> retry = new AtomicReference<>();

    IngestDelivery(QuotaWatchConfig config, String apiKey, JsonApi api, Clock clock, LongSupplier nanoTime,
            Consumer<? super DeliveryRefused> listener) {
        queue = new EventQueue(config.bufferSize());
        json = new EventJson(api);
        IngestClient client = new IngestClient(config.ingestUrl(), new AnswerReader(json, apiKey, clock));
        log = new DeliveryLog(clock, client, listener);
        flusher = new Flusher(queue, new Outbox(queue, json, apiKey, config.environment()), client, log,
                new Backoff(nanoTime), config.deliveryTimeout());
        half = Math.max(1, config.bufferSize() / 2);
        burst = Math.max(1, config.bufferSize() / BURST_PART);
        interval = config.flushInterval();
    }

    @Override
    public void start(ScheduledExecutorService executor) {
        this.executor = executor;
        schedule = executor.scheduleWithFixedDelay(this::tick, interval.toNanos(), interval.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    @Override
    public void add(ApiCall call) {
        int size = queue.add(call);
        if (size == half) {
            wake();
        } else if (size >= burst && !prepared) {
            prepare();
        }
    }

    @Override
    public void refuse(DropReason reason) {
        queue.refuse(reason);
    }

    @Override
    public FlushResult flush(Duration timeout) {
        FlushResult result = flusher.flush(timeout);
        if (flusher.isWanted()) {
            wake();
        }
        return result;
    }

    @Override
    public void stop() {
        ScheduledFuture<?> running = schedule;
        if (running != null) {
            // a server's executor may run it on after the application is gone
            running.cancel(false);
        }
        executor = null;
        retryBy(null);
    }

    @Override
    public void drain(Duration timeout) {
        flusher.drain(timeout);
    }

    @Override
    public int close(Duration timeout) {
        stop();
        int dropped = flusher.close(timeout);
        json.close();
        return dropped;
    }

    @Override
    public DeliveryStats stats(long failedCalls, long internalErrors) {
        return queue.account().toStats(log.lastSuccess(), log.lastFailure(), failedCalls, internalErrors);
    }

    private void wake() {
        flusher.want();
        submit(current -> current.execute(this::tick));
    }

    /* To load what a delivery needs takes a cold JVM longer than the buffer lasts in a burst. */
    private void prepare() {
        submit(current -> {
            prepared = true;
            current.execute(flusher::prepare);
        });
    }

    private void retryAfter(Duration pause) {
        submit(current -> {
            retryBy(current.schedule(this::tick, pause.toNanos(), TimeUnit.NANOSECONDS));
            if (executor == null) {
                // stopped meanwhile: a server's executor would hold the application until then
                retryBy(null);
            }
        });
    }

    private void submit(Consumer<ScheduledExecutorService> task) {
        ScheduledExecutorService current = executor;
        if (current == null) {
            return;
        }
        try {
            task.accept(current);
        } catch (RejectedExecutionException | IllegalStateException e) {
            // the executor is going down; the last flush needs none
            LOGGER.log(Level.FINE, "QuotaWatch's executor takes no more tasks", e);
        }
    }

    private void retryBy(ScheduledFuture<?> next) {
        ScheduledFuture<?> before = retry.getAndSet(next);
        if (before != null) {
            before.cancel(false);
        }
    }

    private void tick() {
        try {
            flusher.flushInBackground();
            Duration pause = flusher.pause();
            if (!pause.isZero() && pause.compareTo(interval) < 0) {
                retryAfter(pause);
            }
        } catch (Throwable e) { // an exception would end the schedule for good
            log.unexpected(e);
        }
    }
}
