package app.quotawatch.engine;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.CallListener;
import app.quotawatch.DropReason;
import app.quotawatch.QuotaWatch;
import app.quotawatch.delivery.Delivery;
import app.quotawatch.event.CallFailed;
import app.quotawatch.inbox.Inbox;
import app.quotawatch.log.Log;
import app.quotawatch.observe.CallSink;
import app.quotawatch.time.Clocks;
import app.quotawatch.time.Moment;

/** Accepts every call, observed or recorded by hand: it is counted and passed to the listeners. Thread-safe. */
final class Intake implements CallSink {

    private final Inbox inbox;
    private final Delivery delivery;
    private final Counting counting;
    private final Clocks clocks;
    private final Listeners listeners;
    private final List<CallListener> callListeners = new CopyOnWriteArrayList<>();
    private final LongAdder failedCalls = new LongAdder();
    private final LongAdder internalErrors = new LongAdder();

    /* Of errors that the stack or the memory was too small to count: a plain write needs neither. */
    private volatile long uncountedErrors;

    Intake(Inbox inbox, Delivery delivery, Counting counting, Clocks clocks, Listeners listeners) {
        this.inbox = inbox;
        this.delivery = delivery;
        this.counting = counting;
        this.clocks = clocks;
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
        return internalErrors.sum() + counting.errors() + uncountedErrors;
    }

    @Override
    public void answered(ApiCall call, @Nullable Instant serverDate, Moment now) {
        inbox.answered(call, serverDate, now);
        if (callListeners.isEmpty()) {
            return; // spares the iterator
        }
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
        inbox.failed(call, clocks.now());
        listeners.accept(call);
        for (CallListener listener : callListeners) {
            try {
                listener.onFailure(call);
            } catch (Throwable error) { // it must not reach the caller
                internalError(error);
            }
        }
    }

    @Override
    public void invalid() {
        delivery.drop(DropReason.INVALID);
    }

    @Override
    public void internalError(Throwable error) {
        try {
            internalErrors.increment();
        } catch (Throwable exhausted) { // even then it must not reach the caller
            uncountedErrors = uncountedErrors + 1;
        }
        try {
            Log.thrown(Level.FINE, error, "QuotaWatch failed to observe a call");
        } catch (Throwable exhausted) { // it is counted
            return;
        }
    }
}
