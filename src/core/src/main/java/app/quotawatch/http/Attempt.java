package app.quotawatch.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;

/** What ends an attempt early: its deadline, an interrupt of its thread, or an abort by another thread. */
final class Attempt {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Abort abort;
    private final long startNanos = System.nanoTime();
    private final long budgetNanos;

    /** Starts now. */
    Attempt(Abort abort, long budgetNanos) {
        this.abort = abort;
        this.budgetNanos = budgetNanos;
    }

    /**
     * Checks that the attempt may go on.
     *
     * @throws SocketTimeoutException if its time is up
     * @throws ClosedByInterruptException if its thread is interrupted, and stays so
     * @throws AsynchronousCloseException if it was aborted
     */
    void check() throws IOException {
        remainingNanos();
    }

    /** Returns how long to wait at most, at least one millisecond; throws as {@link #check()} does. */
    long remainingMillis() throws IOException {
        return remainingNanos() / NANOS_PER_MILLI + 1;
    }

    /** Returns an attempt within this one that has an equal share of the remaining time, if there are so many. */
    Attempt share(int shares) throws IOException {
        return new Attempt(abort, remainingNanos() / shares);
    }

    private long remainingNanos() throws IOException {
        if (abort.isRequested()) {
            throw new AsynchronousCloseException();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new ClosedByInterruptException();
        }
        long remaining = budgetNanos - (System.nanoTime() - startNanos);
        if (remaining <= 0) {
            throw new SocketTimeoutException("no response in time");
        }
        return remaining;
    }
}
