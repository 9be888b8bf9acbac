package app.quotawatch.quickstart.triage;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The calls of one API, one after the other at a steady pace. A call that fails is made again, after all calls of this API
 * have paused for as long as the API asks.
 */
final class Lane implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(Lane.class.getName());
    private static final Duration PACE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ScheduledExecutorService thread;
    private final Queue<Call> waiting = new ConcurrentLinkedQueue<>();
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Instant> pausedUntil = new AtomicReference<>(Instant.MIN);

    Lane(String name) {
        thread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "triage-" + name));
    }

    void open() {
        thread.scheduleWithFixedDelay(this::next, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    void add(Call call) {
        waiting.add(call);
    }

    boolean isIdle() {
        return waiting.isEmpty();
    }

    private void next() {
        if (Instant.now().isBefore(pausedUntil.get())) {
            return;
        }
        Call call = waiting.poll();
        if (call != null) {
            make(call);
        }
    }

    private void make(Call call) {
        CompletableFuture<?> answer;
        try {
            answer = call.make().toCompletableFuture();
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        CompletableFuture<?> pending = answer.handle((result, failure) -> {
            if (failure != null) {
                pauseUntil(Instant.now().plus(Backoff.after(failure)));
                waiting.add(call);
            }
            return null;
        });
        underWay.add(pending);
        pending.thenRun(() -> underWay.remove(pending));
    }

    private void pauseUntil(Instant end) {
        pausedUntil.accumulateAndGet(end, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Makes no further call and waits for those under way. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new))
                        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.log(Level.WARNING, "Calls were still under way after {0}", PATIENCE);
        }
    }

    /** A call, which may be made more than once. */
    @FunctionalInterface
    interface Call {

        CompletionStage<?> make();
    }
}
