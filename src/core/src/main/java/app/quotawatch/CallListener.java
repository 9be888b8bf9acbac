package app.quotawatch;

import app.quotawatch.event.CallFailed;

/**
 * Receives every call at the instant when it is recorded, on the thread that records it: for metrics and for pages that show
 * calls. A listener must be quick and must not block; what it throws is counted in {@link DeliveryStats#internalErrors()} and
 * goes no further. To react to calls, use {@link QuotaWatch#onEvent}, which keeps the work off the application's threads.
 */
public interface CallListener {

    /** Receives a call that got a response. */
    void onCall(ApiCall call);

    /** Receives a call that got no response; by default nothing is done. */
    default void onFailure(CallFailed call) {
        // not every listener needs them
    }
}
