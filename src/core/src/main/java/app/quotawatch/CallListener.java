package app.quotawatch;

import app.quotawatch.event.CallFailed;

/**
 * Receives every call when it is recorded, on the thread that records it: for metrics and for pages that display calls. A call
 * that is only found to have failed after its client has forgotten it is received on a thread of QuotaWatch's. A listener must
 * be quick and must not block; what it throws is counted in {@link DeliveryStats#internalErrors()} and not
 * propagated. To react to calls, use {@link QuotaWatch#onEvent}, which keeps the work off the application's threads.
 */
public interface CallListener {

    /** Receives a call that received a response. */
    void onCall(ApiCall call);

    /** Receives a call that received no response; does nothing by default. */
    default void onFailure(CallFailed call) {
        // not every listener needs failed calls
    }
}
