package app.quotawatch.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

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

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

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
    private final ReentrantLock lifecycle = new ReentrantLock();
    private final ShutdownBudget shutdown;
    private @Nullable Scheduler scheduler;
    private @Nullable Runnable cancelTicks;
    private boolean started;
    private boolean closed;

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
            listeners.start(scheduler);
            inbox.start(scheduler);
            cancelTicks = scheduler.every(TICK, new Tick());
            delivery.start(scheduler);
            Applications.register(loader, application);
            if (config.apiKey().isEmpty()) {
                LOGGER.log(Level.WARNING, "QuotaWatch sends no events because quotawatch.api-key is not set: "
                        + "calls are counted and quotas are tracked in this process only");
            }
        } finally {
            lifecycle.unlock();
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
            intake.internalError(error);
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
            intake.internalError(error);
        }
    }

    @Override
    public Optional<ApiQuota> quota(@Nullable String api) {
        return inbox.read(() -> ledger.quota(api));
    }

    @Override
    public List<ApiQuota> quotas() {
        return inbox.read(ledger::quotas);
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
        inbox.takeIn();
        return delivery.flush(timeout);
    }

    @Override
    public DeliveryStats deliveryStats() {
        inbox.takeIn();
        return delivery.stats(intake.failedCalls(), intake.internalErrors());
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
     * The first half of {@link #shutDown()}: stops deliveries in the background and delivers the queued events, but still accepts
     * what the application records while it stops. Both halves together take at most the delivery timeout.
     */
    public void drain() {
        lifecycle.lock();
        try {
            if (!closed) {
                stop();
                delivery.drain(shutdown.remaining());
            }
        } finally {
            lifecycle.unlock();
        }
    }

    @Override
    public void close() {
        if (closable) {
            shutDown();
        }
    }

    /** Ends it: see {@link RunningQuotaWatch#close()}. A second call does nothing. */
    public void shutDown() {
        lifecycle.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            stop();
            Applications.unregister(application);
            int dropped = delivery.close(shutdown.remaining());
            if (dropped > 0) {
                LOGGER.log(Level.WARNING,
                        "QuotaWatch dropped {0} events at shutdown because they could not be delivered{1}",
                        new Object[]{dropped, deliveryStats().lastFailure().map(last -> ": " + last.message())
                                .orElse("")});
            }
            observer.close();
            if (scheduler != null) {
                scheduler.close();
            }
        } finally {
            lifecycle.unlock();
        }
    }

    /* Listeners are notified of the last events now: later their application may be partly stopped. */
    private void stop() {
        listeners.notifyHere();
        inbox.stop();
        observer.sweep();
        inbox.read(new LastEvents());
        listeners.clear();
        if (cancelTicks != null) {
            cancelTicks.run();
        }
        delivery.stop();
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
            } catch (Throwable error) { // an exception would end the schedule
                intake.internalError(error);
            }
        }
    }
}
