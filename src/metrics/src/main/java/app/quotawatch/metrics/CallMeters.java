package app.quotawatch.metrics;

import java.time.Duration;

import app.quotawatch.ApiCall;
import app.quotawatch.CallListener;
import app.quotawatch.QuotaWatch;
import app.quotawatch.event.CallFailed;

/**
 * A backend's meters of calls. This class decides which meters a call contributes to: every failed call is counted, and a call
 * is timed only if its duration is known, since a zero would count as a very fast call.
 */
abstract class CallMeters implements CallListener {

    private final ServerAddresses addresses;

    CallMeters(QuotaWatch quotaWatch) {
        addresses = new ServerAddresses(quotaWatch);
    }

    /** Adds a sample to {@link MeterCatalog#CALLS}. */
    abstract void time(MeterTags tags, Duration duration);

    /** Adds one to {@link MeterCatalog#FAILED_CALLS}. */
    abstract void countFailure(MeterTags tags);

    /** Adds a number, which may be zero, to {@link MeterCatalog#RATE_LIMITED}. */
    abstract void countRateLimited(MeterTags tags, int calls);

    /** Makes the counters that are known to be zero appear, so that the first call that they count is an increase. */
    final void showZeros() {
        for (String api : addresses.apis()) {
            countRateLimited(MeterCatalog.rateLimitedTags(api, addresses.of(api)), 0);
        }
    }

    @Override
    public void onCall(ApiCall call) {
        String address = addresses.of(call.api());
        if (!call.latency().isZero()) {
            time(MeterCatalog.tags(call, address), call.latency());
        }
        if (call.hit429()) {
            countRateLimited(MeterCatalog.rateLimitedTags(call.api(), address), 1);
        }
    }

    @Override
    public final void onFailure(CallFailed call) {
        String address = addresses.of(call.api());
        countFailure(MeterCatalog.failureTags(call, address));
        if (call.duration().isPresent()) {
            time(MeterCatalog.tags(call, address), call.duration().get());
        }
    }
}
