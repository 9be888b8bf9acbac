package app.quotawatch.inbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import app.quotawatch.time.Moment;

/** Counts calls. Every method is called by one thread at a time, the one that holds the {@link CountLock}; none may block. */
public interface Counter {

    /**
     * Counts a call that has ended. Contains its own failures.
     *
     * @param call an {@link app.quotawatch.ApiCall} or an {@link app.quotawatch.event.CallFailed}
     * @param serverDate the response's Date header, or null
     * @param now when the call ended; set anew for the next one, so it must not be kept
     */
    void count(Object call, @Nullable Instant serverDate, Moment now);

    /** Counts a failure to count, such as an exhausted stack. */
    void failed(Throwable error);

    /** Returns what has become due by counting and must not be done under the lock, or null. It must not throw. */
    @Nullable
    Runnable due();
}
