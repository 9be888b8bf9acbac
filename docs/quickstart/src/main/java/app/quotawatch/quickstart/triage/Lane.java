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
 * The calls to one API, one after another at a steady pace. A failed call is repeated, after all calls to this API have
 * paused for as long as the API asks.
 */
final class Lane implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(Lane.class.getName());
    private static final Duration PACE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ScheduledExecutorService thread;
    private final Queue<Call> waiting = new ConcurrentLinkedQueue<>();
    private final Set<CompletableFuture<?>> inProgress = ConcurrentHashMap.newKeySet();
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
        CompletableFuture<?> outcome;
        try {
            outcome = call.make().toCompletableFuture();
        } catch (RuntimeException e) {
            outcome = CompletableFuture.failedFuture(e);
        }
        CompletableFuture<?> pending = outcome.handle((result, failure) -> {
            if (failure != null) {
                pauseUntil(Instant.now().plus(Backoff.after(failure)));
                waiting.add(call);
            }
            return null;
        });
        inProgress.add(pending);
        pending.thenRun(() -> inProgress.remove(pending));
    }

    private void pauseUntil(Instant end) {
        pausedUntil.accumulateAndGet(end, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Makes no further calls and waits for those in progress. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                CompletableFuture.allOf(inProgress.toArray(CompletableFuture[]::new))
                        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.log(Level.WARNING, "Calls were still in progress after {0}", PATIENCE);
        }
    }

    /** A call that may be made more than once. */
    @FunctionalInterface
    interface Call {

        CompletionStage<?> make();
    }
}
