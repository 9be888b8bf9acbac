package app.quotawatch.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.CallListener;
import app.quotawatch.DropReason;
import app.quotawatch.FailureMode;
import app.quotawatch.QuotaWatch;
import app.quotawatch.delivery.Delivery;
import app.quotawatch.event.CallFailed;
import app.quotawatch.ledger.QuotaLedger;
import app.quotawatch.observe.CallSink;
import app.quotawatch.time.Moment;

/** Accepts every call, observed or recorded by hand: it is delivered, counted, and passed to the listeners. Thread-safe. */
final class Intake implements CallSink {

    /* Indicates to the ingest, which only knows HTTP statuses, that there was no response. */
    private static final int NO_RESPONSE = 599;

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private final FailureMode failures;
    private final Delivery delivery;
    private final QuotaLedger ledger;
    private final Listeners listeners;
    private final List<CallListener> callListeners = new CopyOnWriteArrayList<>();
    private final LongAdder failedCalls = new LongAdder();
    private final LongAdder internalErrors = new LongAdder();

    Intake(FailureMode failures, Delivery delivery, QuotaLedger ledger, Listeners listeners) {
        this.failures = failures;
        this.delivery = delivery;
        this.ledger = ledger;
        this.listeners = listeners;
    }

    QuotaWatch.Subscription add(CallListener listener) {
        callListeners.add(listener);
        return () -> callListeners.remove(listener);
    }

    long failedCalls() {
        return failedCalls.sum();
    }

    long internalErrors() {
        return internalErrors.sum();
    }

    @Override
    public void answered(ApiCall call, @Nullable Instant serverDate, Moment now) {
        delivery.add(call);
        ledger.record(call, serverDate, now);
        for (CallListener listener : callListeners) {
            try {
                listener.onCall(call);
            } catch (Throwable error) { // it must not reach the caller
                internalError(error);
            }
        }
    }

    @Override
    public void failed(CallFailed call) {
        failedCalls.increment();
        ledger.fail(call);
        if (failures == FailureMode.SEND) {
            delivery.add(asEvent(call));
        }
        listeners.accept(call);
        for (CallListener listener : callListeners) {
            try {
                listener.onFailure(call);
            } catch (Throwable error) { // it must not reach the caller
                internalError(error);
            }
        }
    }

    private static ApiCall asEvent(CallFailed call) {
        return ApiCall.builder(call.api())
                .endpoint(call.endpoint())
                .method(call.method())
                .status(NO_RESPONSE)
                .latency(call.duration().orElse(Duration.ZERO))
                .timestamp(call.timestamp())
                .build();
    }

    @Override
    public void invalid() {
        delivery.drop(DropReason.INVALID);
    }

    @Override
    public void internalError(Throwable error) {
        internalErrors.increment();
        LOGGER.log(Level.FINE, "QuotaWatch failed to observe a call", error);
    }
}
