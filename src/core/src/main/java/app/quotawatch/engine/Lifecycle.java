package app.quotawatch.engine;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.logging.Level;

import org.jspecify.annotations.Nullable;

import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.delivery.Delivery;
import app.quotawatch.inbox.Inbox;
import app.quotawatch.ledger.QuotaLedger;
import app.quotawatch.lock.OwnerLock;
import app.quotawatch.log.Log;
import app.quotawatch.observe.Application;
import app.quotawatch.observe.Applications;
import app.quotawatch.observe.CallObserver;
import app.quotawatch.time.Scheduler;

/** Starts what runs in the background of an engine, and ends all of it within the delivery timeout. Thread-safe. */
final class Lifecycle {

    /* Recoveries and failed calls are noticed within this time, however long the flush interval is. */
    private static final Duration TICK = Duration.ofMillis(500);

    /* What a shutdown may take beyond the delivery timeout. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private final QuotaWatchConfig config;
    private final Application application;
    private final CallObserver observer;
    private final Intake intake;
    private final Inbox inbox;
    private final QuotaLedger ledger;
    private final Delivery delivery;
    private final Listeners listeners;
    private final @Nullable FleetLink fleet;
    private final ShutdownBudget shutdown;
    private final OwnerLock lock = new OwnerLock();
    private @Nullable Scheduler scheduler;
    private @Nullable ShutdownHook hook;
    private @Nullable Runnable cancelTicks;
    private boolean started;
    private boolean closed;
    private boolean released;

    Lifecycle(QuotaWatchConfig config, Application application, CallObserver observer, Intake intake, Inbox inbox,
            QuotaLedger ledger, Delivery delivery, Listeners listeners, @Nullable FleetLink fleet) {
        this.config = config;
        this.application = application;
        this.observer = observer;
        this.intake = intake;
        this.inbox = inbox;
        this.ledger = ledger;
        this.delivery = delivery;
        this.listeners = listeners;
        this.fleet = fleet;
        this.shutdown = new ShutdownBudget(config.deliveryTimeout());
    }

    void start(ClassLoader loader, Scheduler ownScheduler) {
        lock.lock();
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
            if (fleet != null) {
                fleet.start(loader, scheduler);
            }
            Applications.register(loader, application);
            if (config.apiKey().isEmpty()) {
                Log.log(Level.WARNING, "QuotaWatch sends no events because quotawatch.api-key is not set: "
                        + "calls are counted and quotas are tracked in this process only");
            }
        } finally {
            lock.owner = null;
        }
    }

    /** Returns what runs the deliveries, for people to read; null before the start. */
    @Nullable
    String executor() {
        lock.lock();
        try {
            return scheduler == null ? null : scheduler.toString();
        } finally {
            lock.owner = null;
        }
    }

    /** Has the engine shut down when the JVM exits, unless that has happened before. */
    void shutDownAtExit(Engine engine) {
        lock.lock();
        try {
            if (hook == null && !closed) {
                hook = ShutdownHook.register(engine);
            }
        } finally {
            lock.owner = null;
        }
    }

    void drain() {
        if (!acquire()) {
            return;
        }
        try {
            if (!closed) {
                if (fleet != null) {
                    attempt(() -> fleet.exchangeNow(shutdown.remaining()));
                }
                stop();
                attempt(() -> delivery.drain(shutdown.remaining()));
                if (started) {
                    // the other half is for what the application records from now on
                    attempt(() -> listeners.close(shutdown.remaining().dividedBy(2)));
                }
            }
        } finally {
            lock.owner = null;
        }
    }

    /** Leaves the fleet, if there is one, with a last exchange. */
    void leaveFleet() {
        if (fleet == null || !acquire()) {
            return;
        }
        try {
            attempt(() -> fleet.leave(shutdown.remaining()));
        } finally {
            lock.owner = null;
        }
    }

    void shutDown() {
        if (!acquire()) {
            return;
        }
        try {
            if (!released) {
                closed = true;
                released = release();
            }
        } finally {
            lock.owner = null;
        }
    }

    /* A listener that closes must not wait for a thread that waits for this listener. */
    private boolean acquire() {
        if (lock.isHeldByCurrentThread()) {
            return false;
        }
        return listeners.isOurs(Thread.currentThread())
                ? lock.tryLock()
                : lock.tryLockUninterruptibly(config.deliveryTimeout().plus(GRACE).toNanos());
    }

    /* Each step is taken even if another one fails, and every step may be repeated. Returns whether none has failed. */
    private boolean release() {
        boolean done = stop();
        if (fleet != null) {
            done &= attempt(() -> fleet.leave(shutdown.remaining()));
        }
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
        return done & attempt(RecordMethods::forgetApplication);
    }

    private void reportLost(int dropped) {
        if (dropped > 0) {
            Log.log(Level.WARNING, "QuotaWatch dropped {0} events at shutdown because they could not be delivered{1}",
                    dropped, delivery.stats(0, 0).lastFailure().map(last -> ": " + last.message()).orElse(""));
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

    private final class LastEvents implements Supplier<Boolean> {

        @Override
        public Boolean get() {
            ledger.close();
            return true;
        }
    }

    /* No method references here: they would be linked while an application starts. */
    private final class Tick implements Runnable {

        private final Runnable passing = new Passing();

        @Override
        public void run() {
            attempt(passing);
        }
    }

    /** Notices what the passing of time changes. */
    private final class Passing implements Runnable, Supplier<Boolean> {

        @Override
        public void run() {
            observer.sweep();
            inbox.read(this);
            delivery.retryIfDue();
            if (fleet != null) {
                fleet.rescue();
            }
            listeners.tick();
        }

        @Override
        public Boolean get() {
            ledger.tick();
            return true;
        }
    }
}
