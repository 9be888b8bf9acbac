package app.quotawatch.observe;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.event.CallFailed;

/** Where one application's observed calls go. Called on the application's own threads, {@link #abandoned} excepted: no
 * method may block. */
public interface CallSink {

    /**
     * Accepts a call that received a response.
     *
     * @param serverDate the response's Date header, or null
     * @param wallNanos when the call ended, as {@link app.quotawatch.time.EpochNanos}
     * @param nanos the same by the ticker
     */
    void answered(ApiCall call, @Nullable Instant serverDate, long wallNanos, long nanos);

    /** Accepts a call that received no response. */
    void failed(CallFailed call);

    /** Accepts, on the thread that sweeps, a call that was found to have received no response. */
    void abandoned(CallFailed call);

    /** Counts a call that the wire format cannot express, such as one with a status above 599. */
    void invalid();

    /** Counts an exception of QuotaWatch's own code. */
    void internalError(Throwable error);
}
