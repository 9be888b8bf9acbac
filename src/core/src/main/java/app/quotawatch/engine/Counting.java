package app.quotawatch.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.FailureMode;
import app.quotawatch.delivery.Delivery;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.QuotaEvent;
import app.quotawatch.event.QuotaWatchEvent;
import app.quotawatch.inbox.Counter;
import app.quotawatch.ledger.QuotaLedger;
import app.quotawatch.log.Log;
import app.quotawatch.privacy.Endpoints;
import app.quotawatch.time.Moment;

/** Counts calls: each becomes an event to deliver and counts against its API's quotas. Guarded by the count lock. */
final class Counting implements Counter {

    /* Indicates to the ingest, which only knows HTTP statuses, that there was no response. */
    private static final int NO_RESPONSE = 599;

    private final FailureMode failures;
    private final Delivery delivery;
    private final QuotaLedger ledger;
    private final Events events;
    private final Consumer<? super QuotaWatchEvent> listeners;

    /* Written under the lock, read by anybody. */
    private volatile long errors;
    private @Nullable Throwable error;
    private @Nullable FleetLink fleet;

    Counting(FailureMode failures, Delivery delivery, QuotaLedger ledger, Events events,
            Consumer<? super QuotaWatchEvent> listeners) {
        this.failures = failures;
        this.delivery = delivery;
        this.ledger = ledger;
        this.events = events;
        this.listeners = listeners;
    }

    /** Makes the next exchange with the fleet's store come at once where events wait for it. */
    void hurries(@Nullable FleetLink link) {
        fleet = link;
    }

    @Override
    public void count(Object call, @Nullable Instant serverDate, Moment now) {
        try {
            if (call instanceof ApiCall answered) {
                delivery.addLocked(answered);
                ledger.record(answered, serverDate, now);
            } else if (call instanceof CallFailed failed) {
                ledger.fail(failed, now);
                if (failures == FailureMode.SEND) {
                    delivery.addLocked(asEvent(failed));
                }
            }
        } catch (Throwable unexpected) { // whatever it is, the next call is counted
            failed(unexpected);
        }
    }

    private static ApiCall asEvent(CallFailed call) {
        return ApiCall.builder(call.api())
                .endpoint(Endpoints.ofRawPath(call.endpoint()))
                .method(call.method())
                .status(NO_RESPONSE)
                .latency(call.duration().orElse(Duration.ZERO))
                .timestamp(call.timestamp())
                .build();
    }

    @Override
    public void failed(Throwable unexpected) {
        errors = errors + 1;
        error = unexpected;
    }

    long errors() {
        return errors;
    }

    @Override
    public @Nullable Runnable due() {
        Runnable work = delivery.due();
        boolean urgent = fleet != null && ledger.takeUrgency();
        if (work == null && error == null && events.waiting.isEmpty() && !ledger.hasAdvice() && !urgent) {
            return null;
        }
        Due due = new Due(work, List.copyOf(events.waiting), ledger.takeAdvice(), error, urgent ? fleet : null);
        events.waiting.clear();
        error = null;
        return due;
    }

    /** The ledger's events, until they can be passed on. Guarded by the count lock. */
    static final class Events implements Consumer<QuotaEvent> {

        private final List<QuotaEvent> waiting = new ArrayList<>();

        @Override
        public void accept(QuotaEvent event) {
            waiting.add(event);
        }
    }

    /** What is done after counting, by the thread that counted. */
    private final class Due implements Runnable {

        private final @Nullable Runnable work;
        private final List<QuotaEvent> due;
        private final List<String> advice;
        private final @Nullable Throwable unexpected;
        private final @Nullable FleetLink hurried;

        Due(@Nullable Runnable work, List<QuotaEvent> due, List<String> advice, @Nullable Throwable unexpected,
                @Nullable FleetLink hurried) {
            this.work = work;
            this.due = due;
            this.advice = advice;
            this.unexpected = unexpected;
            this.hurried = hurried;
        }

        @Override
        public void run() {
            for (QuotaEvent event : due) {
                listeners.accept(event);
            }
            if (hurried != null) {
                hurried.hurry();
            }
            if (work != null) {
                work.run();
            }
            for (String line : advice) {
                Log.log(Level.WARNING, "QuotaWatch: {0}", line);
            }
            if (unexpected != null) {
                Log.thrown(Level.FINE, unexpected, "QuotaWatch failed to count a call");
            }
        }
    }
}
