package app.quotawatch.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.BaseUrl;
import app.quotawatch.CallListener;
import app.quotawatch.DeliveryStats;
import app.quotawatch.Finding;
import app.quotawatch.FleetConfig;
import app.quotawatch.FleetStats;
import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.delivery.Delivery;
import app.quotawatch.doctor.Doctor;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.QuotaWatchEvent;
import app.quotawatch.inbox.CountLock;
import app.quotawatch.inbox.Inbox;
import app.quotawatch.ledger.QuotaLedger;
import app.quotawatch.observe.ApiMatcher;
import app.quotawatch.observe.Application;
import app.quotawatch.observe.Applications;
import app.quotawatch.observe.CallObserver;
import app.quotawatch.observe.SipHash;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.time.Clocks;
import app.quotawatch.time.Scheduler;
import app.quotawatch.time.Ticker;

/**
 * The running QuotaWatch of one application. {@link #start} makes it observe and deliver; until then it only accepts calls that
 * are recorded by hand. Whoever starts it ends it with {@link #shutDown}.
 */
public final class Engine implements RunningQuotaWatch {

    /* What is returned if an operation failed; constants, since making them might fail too. */
    private static final Optional<ApiQuota> UNKNOWN = Optional.empty();
    private static final List<ApiQuota> NONE_KNOWN = List.of();
    private static final Optional<FleetStats> NO_FLEET = Optional.empty();
    private static final List<Finding> NOTHING_FOUND = List.of(Finding.of(Finding.Severity.ERROR,
            Finding.Topic.PLATFORM, "The examination failed; deliveryStats().internalErrors() has counted it."));
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
    private final @Nullable FleetLink fleet;
    private final Lifecycle lifecycle;
    private volatile DeliveryStats lastReading = DeliveryStats.builder().build();

    private Engine(QuotaWatchConfig config, boolean closable) {
        this.config = config;
        this.closable = closable;
        CountLock lock = new CountLock();
        Counting.Events events = new Counting.Events();
        this.ledger = new QuotaLedger(config.apis(), config.thresholds(), config.environment(), clocks, events,
                config.fleet().orElse(null));
        this.delivery = Delivery.of(config, Clock.systemUTC(), new Ticker(), listeners, lock);
        Counting counting = new Counting(config.failures(), delivery, ledger, events, listeners);
        this.inbox = new Inbox(lock, counting);
        this.fleet = config.fleet().isEmpty() || ledger.sharedApis() == 0
                ? null
                : new FleetLink(config.fleet().get(), config.environment(), inbox, ledger);
        counting.hurries(fleet);
        this.intake = new Intake(inbox, delivery, counting, clocks, listeners);
        this.observer = new CallObserver(
                new ApiMatcher(config.apis(), BaseUrl.parse(config.ingestUrl().toString()),
                        config.fleet().isEmpty() ? null : hashOf(config, config.fleet().get())),
                config.endpoint(), clocks, intake);
        this.lifecycle = new Lifecycle(config, Application.observed(observer, this), observer, intake, inbox, ledger,
                delivery, listeners, fleet);
    }

    /* The project's key is a secret that the replicas have in common, if there is one. */
    private static SipHash hashOf(QuotaWatchConfig config, FleetConfig fleet) {
        return SipHash.keyedBy(fleet.name() + "\n" + config.environment() + "\n" + config.apiKey().orElse(""));
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
        lifecycle.start(loader, ownScheduler);
    }

    /** Delivers the queued events when the JVM exits, unless it is closed before. */
    void closeAtExit() {
        lifecycle.shutDownAtExit(this);
    }

    @Override
    public void record(@Nullable ApiCall call) {
        try {
            if (call == null) {
                intake.invalid();
            } else {
                long nanos = clocks.nanos();
                intake.answered(call, null, clocks.wallNanos(nanos), nanos);
            }
        } catch (Throwable error) {
            contain(error);
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
        } catch (Throwable error) {
            contain(error);
        }
    }

    @Override
    public Optional<ApiQuota> quota(@Nullable String api) {
        try {
            return inbox.read(() -> ledger.quota(api));
        } catch (Throwable error) {
            contain(error);
            return UNKNOWN;
        }
    }

    @Override
    public List<ApiQuota> quotas() {
        try {
            return inbox.read(ledger::quotas);
        } catch (Throwable error) {
            contain(error);
            return NONE_KNOWN;
        }
    }

    @Override
    public List<ApiConfig> apis() {
        return config.apis();
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
            contain(error);
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
            contain(error);
            return lastReading;
        }
    }

    @Override
    public Optional<FleetStats> fleetStats() {
        try {
            return fleet == null ? NO_FLEET : Optional.of(fleet.stats());
        } catch (Throwable error) {
            contain(error);
            return NO_FLEET;
        }
    }

    @Override
    public List<Finding> diagnose() {
        try {
            return Doctor.of(config).application(Applications.currentLoader()).executor(lifecycle.executor())
                    .missedApis(observer.missedApis()).examine();
        } catch (Throwable error) {
            contain(error);
            return NOTHING_FOUND;
        }
    }

    /*
     * Whatever fails, it must not reach the caller. Called from where the operation was begun: a stack that has no room for this
     * had none for the operation either. No common method that is passed the operations, since creating what is passed may fail.
     */
    private void contain(Throwable error) {
        try {
            intake.internalError(error);
        } catch (Throwable exhausted) { // not even this fits on the stack
            intake.uncountedErrors = intake.uncountedErrors + 1;
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
        lifecycle.drain();
    }

    /**
     * Leaves the fleet with a last exchange: after {@link #drain()}, where the clients that the fleet's store uses end before
     * {@link #shutDown()}. A second call does nothing.
     */
    public void leaveFleet() {
        lifecycle.leaveFleet();
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
            lifecycle.shutDown();
        } catch (Throwable error) { // a second call tries again
            contain(error);
        }
    }

    @Override
    public String toString() {
        return "QuotaWatch[" + config + ", " + deliveryStats() + "]";
    }
}
