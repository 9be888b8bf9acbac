package app.quotawatch.engine;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.BaseUrl;
import app.quotawatch.CallFailed;
import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.EndpointStyle;
import app.quotawatch.FailureMode;
import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.QuotaWatchEvent;
import app.quotawatch.capture.AbandonedCalls;
import app.quotawatch.capture.ApiMatcher;
import app.quotawatch.capture.Intake;
import app.quotawatch.capture.Intakes;
import app.quotawatch.delivery.Delivery;
import app.quotawatch.delivery.JsonApi;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.QuotaLedger;
import app.quotawatch.time.Clocks;
import app.quotawatch.time.Moment;
import app.quotawatch.time.Ticker;

/**
 * The running QuotaWatch of one application. {@link #start} makes it observe and deliver; until then it only takes what is
 * recorded by hand.
 */
public final class Engine implements QuotaWatch, Intake {

    /* What tells the ingest, which knows HTTP statuses only, that there was no answer. */
    private static final int NO_ANSWER = 599;

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private final QuotaWatchConfig config;
    private final Clocks clocks = Clocks.system();
    private final ApiMatcher matcher;
    private final Listeners listeners = new Listeners();
    private final QuotaLedger ledger;
    private final Delivery delivery;
    private final List<Consumer<? super ApiCall>> callListeners = new CopyOnWriteArrayList<>();
    private final AbandonedCalls abandonedCalls = new AbandonedCalls();
    private final LongAdder failedCalls = new LongAdder();
    private final LongAdder internalErrors = new LongAdder();
    private final ReentrantLock lifecycle = new ReentrantLock();
    private final ShutdownBudget shutdown;
    private Executor executor;
    private ScheduledFuture<?> ticking;
    private boolean started;
    private boolean closed;

    /**
     * Builds the parts and starts nothing.
     *
     * @throws jakarta.json.bind.JsonbException if events are to be sent and there is no JSON-B implementation
     */
    public Engine(QuotaWatchConfig config) {
        this(config, JsonApi.BINDING);
    }

    /**
     * Builds the parts and starts nothing.
     *
     * @param json what events are written with
     * @throws jakarta.json.bind.JsonbException if events are to be sent by JSON-B and there is no implementation of it
     */
    public Engine(QuotaWatchConfig config, JsonApi json) {
        this.config = config;
        this.matcher = new ApiMatcher(config.apis(), BaseUrl.parse(config.ingestUrl().toString()));
        this.ledger = new QuotaLedger(config.apis(), config.thresholds(), config.environment(), clocks, listeners);
        this.delivery = Delivery.of(config, json, Clock.systemUTC(), new Ticker(), listeners);
        this.shutdown = new ShutdownBudget(config.deliveryTimeout());
    }

    /**
     * Observes the clients of the application and delivers in the background. Later calls do nothing.
     *
     * @param application the class loader that its clients' threads have
     * @param executor what to deliver on
     */
    public void start(ClassLoader application, Executor executor) {
        lifecycle.lock();
        try {
            if (started || closed) {
                executor.close();
                return;
            }
            started = true;
            this.executor = executor;
            listeners.start(executor.service());
            ticking = executor.service().scheduleWithFixedDelay(new Tick(), config.flushInterval().toNanos(),
                    config.flushInterval().toNanos(), TimeUnit.NANOSECONDS);
            delivery.start(executor.service());
            Intakes.register(application, this);
            if (config.apiKey().isEmpty()) {
                LOGGER.log(Level.WARNING, "QuotaWatch sends nothing, since quotawatch.api-key is not set: "
                        + "calls are counted and quotas are watched in this process only");
            }
        } finally {
            lifecycle.unlock();
        }
    }

    @Override
    public void record(ApiCall call) {
        if (call == null) {
            delivery.refuse(DropReason.INVALID);
            return;
        }
        try {
            accept(call, null, clocks.now());
        } catch (RuntimeException error) {
            internalError(error);
        }
    }

    @Override
    public Optional<ApiQuota> quota(String api) {
        return ledger.quota(api);
    }

    @Override
    public List<ApiQuota> quotas() {
        return ledger.quotas();
    }

    @Override
    public <E extends QuotaWatchEvent> Subscription onEvent(Class<E> type, Consumer<? super E> listener) {
        return listeners.add(Objects.requireNonNull(type, "type"), Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Calls a listener at each call that is recorded, on the thread that records it: for metrics and pages of the platform. It
     * must be quick; what it throws is counted as an error of QuotaWatch's own.
     */
    public void onCall(Consumer<? super ApiCall> listener) {
        callListeners.add(Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public FlushResult flush() {
        return flush(config.deliveryTimeout());
    }

    @Override
    public FlushResult flush(Duration timeout) {
        return delivery.flush(Objects.requireNonNull(timeout, "timeout"));
    }

    @Override
    public DeliveryStats deliveryStats() {
        return delivery.stats(failedCalls.sum(), internalErrors.sum());
    }

    @Override
    public ApiConfig match(URI uri) {
        return matcher.match(uri);
    }

    @Override
    public EndpointStyle endpointStyle() {
        return config.endpoint();
    }

    @Override
    public Clocks clocks() {
        return clocks;
    }

    @Override
    public void accept(ApiCall call, Instant serverTime, Moment now) {
        delivery.add(call);
        ledger.record(call, serverTime, now);
        for (Consumer<? super ApiCall> listener : callListeners) {
            tell(listener, call);
        }
    }

    @Override
    public void failed(CallFailed call) {
        failedCalls.increment();
        ledger.fail(call);
        if (config.failures() == FailureMode.SEND) {
            delivery.add(asEvent(call));
        }
        listeners.accept(call);
    }

    private static ApiCall asEvent(CallFailed call) {
        return ApiCall.builder(call.api())
                .endpoint(call.endpoint())
                .method(call.method())
                .status(NO_ANSWER)
                .latency(call.duration().orElse(Duration.ZERO))
                .timestamp(call.timestamp())
                .build();
    }

    @Override
    public AbandonedCalls abandonedCalls() {
        return abandonedCalls;
    }

    @Override
    public void invalid() {
        delivery.refuse(DropReason.INVALID);
    }

    @Override
    public void internalError(Throwable error) {
        internalErrors.increment();
        LOGGER.log(Level.FINE, "QuotaWatch could not observe a call", error);
    }

    private void tell(Consumer<? super ApiCall> listener, ApiCall call) {
        try {
            listener.accept(call);
        } catch (Throwable error) { // it must not become the caller's
            internalError(error);
        }
    }

    /**
     * The first half of {@link #close()}: ends the deliveries in the background and delivers what waits, but goes on to take
     * what the application records while it stops. Both halves together take at most the delivery timeout.
     */
    public void drain() {
        lifecycle.lock();
        try {
            if (!closed) {
                stop();
                delivery.drain(shutdown.left());
            }
        } finally {
            lifecycle.unlock();
        }
    }

    @Override
    public void close() {
        lifecycle.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            stop();
            Intakes.unregister(this);
            int dropped = delivery.close(shutdown.left());
            if (dropped > 0) {
                LOGGER.log(Level.WARNING, "QuotaWatch dropped {0} events at shutdown: they could not be delivered{1}",
                        new Object[]{dropped, deliveryStats().lastFailure().map(last -> ", " + last.message())
                                .orElse("")});
            }
            abandonedCalls.clear();
            if (executor != null) {
                executor.close();
            }
        } finally {
            lifecycle.unlock();
        }
    }

    /* Listeners hear the last events now: later their application may be half gone. */
    private void stop() {
        listeners.tellHere();
        abandonedCalls.sweep();
        ledger.close();
        listeners.clear();
        if (ticking != null) {
            // a server's executor may run it on after the application is gone
            ticking.cancel(false);
        }
        delivery.stop();
    }

    @Override
    public String toString() {
        return "QuotaWatch[" + config + ", " + deliveryStats() + "]";
    }

    private final class Tick implements Runnable {

        @Override
        public void run() {
            try {
                abandonedCalls.sweep();
                ledger.tick();
            } catch (Throwable error) { // an exception would end the schedule for good
                internalError(error);
            }
        }
    }

    /** What the engine delivers on. */
    public interface Executor {

        /** Returns the service; it is not asked anything after {@link #close()}. */
        ScheduledExecutorService service();

        /** Releases the service, if it is ours. */
        void close();
    }
}
