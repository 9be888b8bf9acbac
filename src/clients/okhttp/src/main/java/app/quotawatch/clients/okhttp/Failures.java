package app.quotawatch.clients.okhttp;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

import okhttp3.Call;

/** What makes a call fail, beyond the exception: OkHttp cancels a call whose time is over, and reports both as it can. */
final class Failures {

    /*
     * OkHttp's clock for a call starts before ours does, which only interceptors start; on the first call, before classes are
     * loaded.
     */
    private static final long EARLIER_NANOS = 250_000_000;

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
        boolean over = timeout > 0 && elapsedNanos >= timeout - Math.min(EARLIER_NANOS, timeout / 2);
        return over ? new TimeoutException() : new CancellationException();
    }
}
