package app.quotawatch.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.BaseUrl;
import app.quotawatch.CallListener;
import app.quotawatch.DeliveryStats;
import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.delivery.Delivery;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.QuotaWatchEvent;
import app.quotawatch.inbox.CountLock;
import app.quotawatch.inbox.Inbox;
import app.quotawatch.ledger.QuotaLedger;
import app.quotawatch.lock.OwnerLock;
import app.quotawatch.log.Log;
import app.quotawatch.observe.ApiMatcher;
import app.quotawatch.observe.Application;
import app.quotawatch.observe.Applications;
import app.quotawatch.observe.CallObserver;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.time.Clocks;
import app.quotawatch.time.Scheduler;
import app.quotawatch.time.Ticker;

/**
 * The running QuotaWatch of one application. {@link #start} makes it observe and deliver; until then it only accepts calls that
 * are recorded by hand. Whoever starts it ends it with {@link #shutDown}.
 */
public final class Engine implements RunningQuotaWatch {

    /* Recoveries and failed calls are noticed within this time, however long the flush interval is. */
    private static final Duration TICK = Duration.ofMillis(500);

    /* What a shutdown may take beyond the delivery timeout. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private static final FlushResult NOTHING_FLUSHED = FlushResult.of(FlushResult.Outcome.INCOMPLETE, 0, 0, 0,
            Optional.empty());

    private final QuotaWatchConfig config;
    private final boolean closable;
    private final Clocks clocks = Clocks.system();
    private final Listeners listeners = new Listeners();
    private final QuotaLedger ledger;
    private final Delivery delivery;
    private final Inbox inbox;
    private final Intake intake;
    private final CallObserver observer;
    private final Application application;
    private final OwnerLock lifecycle = new OwnerLock();
    private final ShutdownBudget shutdown;
    private volatile DeliveryStats lastReading = DeliveryStats.builder().build();
    private @Nullable Scheduler scheduler;
    private @Nullable ShutdownHook hook;
    private @Nullable Runnable cancelTicks;
    private boolean started;
    private boolean closed;
    private boolean released;

    private Engine(QuotaWatchConfig config, boolean closable) {
        this.config = config;
        this.closable = closable;
        CountLock lock = new CountLock();
        Counting.Events events = new Counting.Events();
        this.ledger = new QuotaLedger(config.apis(), config.thresholds(), config.environment(), clocks, events);
        this.delivery = Delivery.of(config, Clock.systemUTC(), new Ticker(), listeners, lock);
        Counting counting = new Counting(config.failures(), delivery, ledger, events, listeners);
        this.inbox = new Inbox(lock, counting);
        this.intake = new Intake(inbox, delivery, counting, clocks, listeners);
        this.observer = new CallObserver(
                new ApiMatcher(config.apis(), BaseUrl.parse(config.ingestUrl().toString())), config.endpoint(), clocks,
                intake);
        this.application = Application.observed(observer, this);
        this.shutdown = new ShutdownBudget(config.deliveryTimeout());
    }

    /**
     * Returns an engine that a container starts and shuts down: {@link #close()} does nothing, so that a bean cannot end it.
     */
    public static Engine ofContainer(QuotaWatchConfig config) {
        return new Engine(config, false);
    }

    /** Returns an engine that its user closes. */
    public static Engine ofUser(QuotaWatchConfig config) {
        return new Engine(config, true);
    }

    /**
     * Observes the clients of the application and delivers in the background. Later calls do nothing.
     *
     * @param loader the context class loader of its clients' threads
     * @param ownScheduler runs the deliveries; closed at shutdown
     */
    public void start(ClassLoader loader, Scheduler ownScheduler) {
        lifecycle.lock();
        try {
            if (started || closed) {
                ownScheduler.close();
                return;
            }
            started = true;
            scheduler = ownScheduler;
            listeners.start(new ListenerThreads(loader, scheduler));
            inbox.start(scheduler);
            cancelTicks = scheduler.every(TICK, new Tick());
            delivery.start(scheduler);
            Applications.register(loader, application);
            if (config.apiKey().isEmpty()) {
                Log.log(Level.WARNING, "QuotaWatch sends no events because quotawatch.api-key is not set: "
                        + "calls are counted and quotas are tracked in this process only");
            }
        } finally {
            lifecycle.owner = null;
        }
    }

    /** Delivers the queued events when the JVM exits, unless it is closed before. */
    void closeAtExit() {
        lifecycle.lock();
        try {
            if (hook == null && !closed) {
                hook = ShutdownHook.register(this);
            }
        } finally {
            lifecycle.owner = null;
        }
    }

    @Override
    public void record(@Nullable ApiCall call) {
        try {
            if (call == null) {
                intake.invalid();
            } else {
                intake.answered(call, null, clocks.now());
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            try {
                intake.internalError(error);
            } catch (Throwable exhausted) { // not even this fits on the stack
                intake.uncountedErrors = intake.uncountedErrors + 1;
            }
        }
    }

    @Override
    public void recordFailure(@Nullable CallFailed call) {
        try {
            if (call == null) {
                intake.invalid();
            } else {
                intake.failed(call);
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            try {
                intake.internalError(error);
            } catch (Throwable exhausted) { // not even this fits on the stack
                intake.uncountedErrors = intake.uncountedErrors + 1;
            }
        }
    }

    @Override
    public Optional<ApiQuota> quota(@Nullable String api) {
        try {
            return inbox.read(() -> ledger.quota(api));
        } catch (Throwable error) {
            try {
                intake.internalError(error);
            } catch (Throwable exhausted) { // not even this fits on the stack
                intake.uncountedErrors = intake.uncountedErrors + 1;
            }
            return Optional.empty();
        }
    }

    @Override
    public List<ApiQuota> quotas() {
        try {
            return inbox.read(ledger::quotas);
        } catch (Throwable error) {
            try {
                intake.internalError(error);
            } catch (Throwable exhausted) { // not even this fits on the stack
                intake.uncountedErrors = intake.uncountedErrors + 1;
            }
            return List.of();
        }
    }

    @Override
    public <E extends QuotaWatchEvent> Subscription onEvent(Class<E> type, Consumer<? super E> listener) {
        return listeners.add(Objects.requireNonNull(type, "type"), Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public Subscription onCall(CallListener listener) {
        return intake.add(Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public FlushResult flush() {
        return flush(config.deliveryTimeout());
    }

    @Override
    public FlushResult flush(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        try {
            StackRoom.require();
            inbox.takeIn();
            return delivery.flush(timeout);
        } catch (Throwable error) {
            try {
                intake.internalError(error);
            } catch (Throwable exhausted) { // not even this fits on the stack
                intake.uncountedErrors = intake.uncountedErrors + 1;
            }
            return NOTHING_FLUSHED;
        }
    }

    @Override
    public DeliveryStats deliveryStats() {
        try {
            StackRoom.require();
            inbox.takeIn();
            DeliveryStats now = delivery.stats(intake.failedCalls(), intake.internalErrors()).toBuilder()
                    .discardedNotifications(listeners.discarded()).build();
            lastReading = now;
            return now;
        } catch (Throwable error) { // an older reading adds up too
            try {
                intake.internalError(error);
            } catch (Throwable exhausted) { // not even this fits on the stack
                intake.uncountedErrors = intake.uncountedErrors + 1;
            }
            return lastReading;
        }
    }

    @Override
    public boolean isEnabled() {
        return true;
    }

    /** Returns the observer of the application's clients. */
    public CallObserver observer() {
        return observer;
    }

    /**
     * The first half of {@link #shutDown()}: stops deliveries in the background, delivers the queued events and waits for the
     * listeners, but still accepts what the application records while it stops. Both halves together take at most the delivery
     * timeout.
     */
    public void drain() {
        if (!acquireLifecycle()) {
            return;
        }
        try {
            if (!closed) {
                stop();
                attempt(() -> delivery.drain(shutdown.remaining()));
                if (started) {
                    // the other half is for what the application records from now on
                    attempt(() -> listeners.close(shutdown.remaining().dividedBy(2)));
                }
            }
        } finally {
            lifecycle.owner = null;
        }
    }

    @Override
    public void close() {
        if (closable) {
            shutDown();
        }
    }

    /**
     * Ends it: see {@link RunningQuotaWatch#close()}. A second call does nothing, unless an error has prevented the first one from
     * finishing.
     */
    public void shutDown() {
        try {
            StackRoom.require();
            release();
        } catch (Throwable error) { // whatever it is, it must not reach the caller; a second call tries again
            try {
                intake.internalError(error);
            } catch (Throwable exhausted) { // not even this fits on the stack
                intake.uncountedErrors = intake.uncountedErrors + 1;
            }
        }
    }

    private void release() {
        if (!acquireLifecycle()) {
            return;
        }
        try {
            if (!released) {
                closed = true;
                released = releaseAll();
            }
        } finally {
            lifecycle.owner = null;
        }
    }

    /* A listener that closes must not wait for a thread that waits for this listener. */
    private boolean acquireLifecycle() {
        if (lifecycle.isHeldByCurrentThread()) {
            return false;
        }
        if (listeners.isOurs(Thread.currentThread())) {
            return lifecycle.tryLock();
        }
        long start = System.nanoTime();
        long patience = config.deliveryTimeout().plus(GRACE).toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return lifecycle.tryLock(patience - (System.nanoTime() - start));
                } catch (InterruptedException e) {
                    // whoever closes wants it closed
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /* Each step is taken even if another one fails, and every step may be repeated. Returns whether none has failed. */
    private boolean releaseAll() {
        boolean done = stop();
        done &= attempt(() -> Applications.unregister(application));
        done &= attempt(() -> reportLost(delivery.close(shutdown.remaining())));
        done &= attempt(() -> listeners.close(shutdown.remaining()));
        done &= attempt(observer::close);
        if (scheduler != null) {
            done &= attempt(scheduler::close);
        }
        if (hook != null) {
            done &= attempt(hook::remove);
        }
        return done;
    }

    private void reportLost(int dropped) {
        if (dropped > 0) {
            Log.log(Level.WARNING, "QuotaWatch dropped {0} events at shutdown because they could not be delivered{1}",
                    dropped, deliveryStats().lastFailure().map(last -> ": " + last.message()).orElse(""));
        }
    }

    /* Listeners are notified of the last events while the last events are delivered. */
    private boolean stop() {
        inbox.stop();
        boolean done = attempt(observer::sweep);
        done &= attempt(() -> inbox.read(new LastEvents()));
        if (cancelTicks != null) {
            done &= attempt(cancelTicks);
        }
        return done & attempt(delivery::stop);
    }

    private boolean attempt(Runnable step) {
        try {
            step.run();
            return true;
        } catch (Throwable error) { // whatever it is, the next step must be taken
            try {
                intake.internalError(error);
            } catch (Throwable exhausted) { // not even this fits on the stack
                intake.uncountedErrors = intake.uncountedErrors + 1;
            }
            return false;
        }
    }

    @Override
    public String toString() {
        return "QuotaWatch[" + config + ", " + deliveryStats() + "]";
    }

    /* No method references in these two: they would be linked while an application starts. */
    private final class Passing implements Supplier<Boolean> {

        @Override
        public Boolean get() {
            ledger.tick();
            return true;
        }
    }

    private final class LastEvents implements Supplier<Boolean> {

        @Override
        public Boolean get() {
            ledger.close();
            return true;
        }
    }

    /** Notices what the passing of time changes. */
    private final class Tick implements Runnable {

        private final Supplier<Boolean> passing = new Passing();

        @Override
        public void run() {
            try {
                observer.sweep();
                inbox.read(passing);
                delivery.retryIfDue();
                listeners.tick();
            } catch (Throwable error) { // an exception would end the schedule
                try {
                    intake.internalError(error);
                } catch (Throwable exhausted) { // not even this fits on the stack
                    intake.uncountedErrors = intake.uncountedErrors + 1;
                }
            }
        }
    }
}
