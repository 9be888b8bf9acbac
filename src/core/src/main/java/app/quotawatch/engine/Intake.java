package app.quotawatch.engine;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
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

/** Accepts every call, observed or recorded by hand: it is counted and passed to the listeners. Thread-safe. */
final class Intake implements CallSink {

    private final Inbox inbox;
    private final Delivery delivery;
    private final Counting counting;
    private final Clocks clocks;
    private final Listeners listeners;
    private final List<Heard> callListeners = new CopyOnWriteArrayList<>();
    private final LongAdder failedCalls = new LongAdder();
    private final LongAdder internalErrors = new LongAdder();

    /* Of errors that the stack or the memory was too small to count: a plain write needs neither. */
    volatile long uncountedErrors;

    Intake(Inbox inbox, Delivery delivery, Counting counting, Clocks clocks, Listeners listeners) {
        this.inbox = inbox;
        this.delivery = delivery;
        this.counting = counting;
        this.clocks = clocks;
        this.listeners = listeners;
    }

    QuotaWatch.Subscription add(CallListener listener) {
        Failures failures = new Failures(listener);
        Heard heard = new Heard(listener, failures, listeners.addDirect(CallFailed.class, failures));
        callListeners.add(heard);
        return () -> {
            callListeners.remove(heard);
            heard.abandoned.close();
        };
    }

    long failedCalls() {
        return failedCalls.sum();
    }

    long internalErrors() {
        return internalErrors.sum() + counting.errors() + uncountedErrors;
    }

    @Override
    public void answered(ApiCall call, @Nullable Instant serverDate, long wallNanos, long nanos) {
        inbox.answered(call, serverDate, wallNanos, nanos);
        if (callListeners.isEmpty()) {
            return; // spares the iterator
        }
        for (Heard heard : callListeners) {
            try {
                heard.listener.onCall(call);
            } catch (Throwable error) { // it must not reach the caller
                internalError(error);
            }
        }
    }

    @Override
    public void failed(CallFailed call) {
        count(call);
        for (Heard heard : callListeners) {
            heard.failures.accept(call);
        }
    }

    /* The thread that sweeps must not wait for the application. */
    @Override
    public void abandoned(CallFailed call) {
        count(call);
        for (Heard heard : callListeners) {
            listeners.post(call, heard.abandoned);
        }
    }

    private void count(CallFailed call) {
        failedCalls.increment();
        long nanos = clocks.nanos();
        inbox.failed(call, clocks.wallNanos(nanos), nanos);
        listeners.accept(call);
    }

    /** A listener, which is notified of abandoned calls on the threads for listeners. */
    private record Heard(CallListener listener, Failures failures, Listeners.Subscribed<CallFailed> abandoned) {}

    private final class Failures implements Consumer<CallFailed> {

        private final CallListener listener;

        Failures(CallListener listener) {
            this.listener = listener;
        }

        @Override
        public void accept(CallFailed call) {
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
