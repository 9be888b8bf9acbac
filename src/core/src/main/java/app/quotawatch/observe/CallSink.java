package app.quotawatch.observe;

import java.time.Instant;

import app.quotawatch.ApiCall;
import app.quotawatch.event.CallFailed;
import app.quotawatch.time.Moment;

/** Where one application's observed calls go. Called on the application's own threads: no method may block. */
public interface CallSink {

    /**
     * Takes a call that received a response.
     *
     * @param serverDate the response's Date header, or null
     * @param now when the call ended
     */
    void answered(ApiCall call, Instant serverDate, Moment now);

    /** Takes a call that received no response. */
    void failed(CallFailed call);

    /** Counts a call that has no place on the wire, such as one with a status above 599. */
    void invalid();

    /** Counts an exception of our own code. */
    void internalError(Throwable error);
}
