package app.quotawatch.metrics;

import java.time.Duration;

import app.quotawatch.ApiCall;
import app.quotawatch.CallListener;
import app.quotawatch.event.CallFailed;

/**
 * A backend's meters of calls. This interface decides which meters a call contributes to: every failed call is counted, and a call
 * is timed only if its duration is known, since a zero would count as a very fast call.
 */
interface CallMeters extends CallListener {

    /** Adds a sample to {@link MeterCatalog#CALLS}. */
    void time(MeterTags tags, Duration duration);

    /** Adds one to {@link MeterCatalog#FAILED_CALLS}. */
    void countFailure(MeterTags tags);

    @Override
    default void onCall(ApiCall call) {
        if (!call.latency().isZero()) {
            time(MeterCatalog.tags(call), call.latency());
        }
    }

    @Override
    default void onFailure(CallFailed call) {
        countFailure(MeterCatalog.failureTags(call));
        if (call.duration().isPresent()) {
            time(MeterCatalog.tags(call), call.duration().get());
        }
    }
}
