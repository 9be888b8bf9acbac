package app.quotawatch.capture;

import java.net.URI;
import java.time.Instant;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.CallFailed;
import app.quotawatch.EndpointStyle;
import app.quotawatch.time.Clocks;
import app.quotawatch.time.Moment;

/** Where the calls of one application go. Called on the application's own threads: no method may block or throw. */
public interface Intake {

    /** Returns the API that the URL belongs to, or null: such a call is none of our business. */
    ApiConfig match(URI uri);

    /** Returns how endpoints are named. */
    EndpointStyle endpointStyle();

    /** Returns the clocks that calls are timed by. */
    Clocks clocks();

    /**
     * Takes a finished call.
     *
     * @param serverTime the response's Date header, or null
     * @param now when it ended
     */
    void accept(ApiCall call, Instant serverTime, Moment now);

    /** Takes a call that got no answer. */
    void failed(CallFailed call);

    /** Returns the watch over calls whose implementation tells nobody that they failed. */
    AbandonedCalls abandonedCalls();

    /** Counts a call that cannot be told on the wire, such as one with a status beyond 599. */
    void invalid();

    /** Counts an exception of our own code. */
    void internalError(Throwable error);
}
