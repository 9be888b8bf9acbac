package app.quotawatch.log;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Level;

import org.jspecify.annotations.Nullable;

/**
 * Logs one kind of message at most once a minute, with the number of those that were suppressed since; these are logged at FINE.
 * Never throws. Thread-safe.
 */
public final class MinuteLog {

    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final Level level;
    private final LongSupplier nanoTime;
    private final AtomicLong suppressed = new AtomicLong();
    private final AtomicLong last;

    /**
     * Creates the log of one kind.
     *
     * @param level the level of the one line a minute
     * @param nanoTime a monotonic time such as {@link System#nanoTime()}
     */
    public MinuteLog(Level level, LongSupplier nanoTime) {
        this.level = level;
        this.nanoTime = nanoTime;
        this.last = new AtomicLong(nanoTime.getAsLong() - MINUTE_NANOS);
    }

    /**
     * Logs a message.
     *
     * @param thrown what is logged with it; null if there is nothing
     */
    public void log(@Nullable Throwable thrown, String message, Object... parameters) {
        long now = nanoTime.getAsLong();
        long before = last.get();
        if (now - before < MINUTE_NANOS || !last.compareAndSet(before, now)) {
            suppressed.incrementAndGet();
            publish(Level.FINE, thrown, message, parameters);
            return;
        }
        long more = suppressed.getAndSet(0);
        publish(level, thrown, more == 0 ? message : message + " (" + more + " more since the last such line)",
                parameters);
    }

    private static void publish(Level level, @Nullable Throwable thrown, String message, Object[] parameters) {
        if (thrown == null) {
            Log.log(level, message, parameters);
        } else {
            Log.thrown(level, thrown, message, parameters);
        }
    }
}
