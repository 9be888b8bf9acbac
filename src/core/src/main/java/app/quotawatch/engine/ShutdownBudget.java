package app.quotawatch.engine;

import java.time.Duration;

/** The total time that a shutdown may take, however many steps it has; it starts with the first step. */
final class ShutdownBudget {

    private final Duration total;
    private long startNanos;
    private boolean running;

    ShutdownBudget(Duration total) {
        this.total = total;
    }

    Duration remaining() {
        long now = System.nanoTime();
        if (!running) {
            running = true;
            startNanos = now;
        }
        Duration remaining = total.minusNanos(now - startNanos);
        return remaining.isNegative() ? Duration.ZERO : remaining;
    }
}
