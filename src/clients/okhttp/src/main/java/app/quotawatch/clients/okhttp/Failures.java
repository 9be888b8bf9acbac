package app.quotawatch.clients.okhttp;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

import okhttp3.Call;

/** What makes a call fail, beyond the exception: OkHttp cancels a call whose time is over, and reports both as it can. */
final class Failures {

    private Failures() {}

    /**
     * Returns the cause from which the kind can be derived.
     *
     * @param elapsedNanos how long the call has taken so far
     */
    static Throwable of(Throwable failure, Call call, long elapsedNanos) {
        if (!call.isCanceled()) {
            return failure;
        }
        long timeout = call.timeout().timeoutNanos();
        return timeout > 0 && elapsedNanos >= timeout ? new TimeoutException() : new CancellationException();
    }
}
