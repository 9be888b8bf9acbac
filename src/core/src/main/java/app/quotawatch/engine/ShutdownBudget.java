package app.quotawatch.engine;

import java.time.Duration;

/** The time that shutting down may take in all, however many steps it has; it runs from the first step on. */
final class ShutdownBudget {

    private final Duration whole;
    private long startNanos;
    private boolean running;

    ShutdownBudget(Duration whole) {
        this.whole = whole;
    }

    Duration left() {
        long now = System.nanoTime();
        if (!running) {
            running = true;
            startNanos = now;
        }
        Duration left = whole.minusNanos(now - startNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
