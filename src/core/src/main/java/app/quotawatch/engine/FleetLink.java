package app.quotawatch.engine;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Level;

import org.jspecify.annotations.Nullable;

import app.quotawatch.FleetConfig;
import app.quotawatch.FleetStats;
import app.quotawatch.fleet.Exchange;
import app.quotawatch.fleet.Replica;
import app.quotawatch.inbox.Inbox;
import app.quotawatch.ledger.QuotaLedger;
import app.quotawatch.log.Log;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.time.Scheduler;
import app.quotawatch.time.Ticker;

/** Connects an engine's ledger with its fleet, on a thread of its own. Thread-safe. */
final class FleetLink implements Replica {

    static final String NAME = "quotawatch-fleet";

    private static final Duration GRACE = Duration.ofMillis(250);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final FleetConfig config;
    private final Inbox inbox;
    private final QuotaLedger ledger;
    private final Exchange exchange;
    private volatile @Nullable Thread thread;
    private volatile boolean begun;

    FleetLink(FleetConfig config, String environment, Inbox inbox, QuotaLedger ledger) {
        this.config = config;
        this.inbox = inbox;
        this.ledger = ledger;
        this.exchange = new Exchange(config, environment, this, new Ticker());
    }

    /** Begins with the first exchange at once. Whatever prevents that, the application starts. */
    void start(ClassLoader loader, Scheduler scheduler) {
        try {
            Thread own = OwnThreads.daemon(NAME, loader, new InContext(scheduler.inContext(new Begin())));
            thread = own;
            own.start();
        } catch (Throwable noThread) {
            thread = null;
            Log.thrown(Level.WARNING, noThread,
                    "QuotaWatch shares no quotas with its fleet: its thread cannot be started");
        }
    }

    /** Has the next exchange made at once. */
    void hurry() {
        exchange.hurry();
    }

    /** Ends an exchange that has taken much too long. */
    void rescue() {
        exchange.rescue();
    }

    /** Waits for an exchange that begins now, at most as long as one may take. */
    void exchangeNow(Duration atMost) {
        if (thread == null || exchange.isFailing()) {
            return;
        }
        long start = System.nanoTime();
        long limit = Math.min(atMost.toNanos(), config.timeout().toNanos());
        long before = exchange.completed();
        exchange.hurry();
        while (exchange.completed() == before && System.nanoTime() - start < limit
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, LOOK_AGAIN_NANOS);
        }
    }

    /**
     * Ends it with a last exchange. A store that does not return cannot be ended; its thread lets go of the application.
     *
     * @param atMost a little is always granted
     */
    void leave(Duration atMost) {
        Thread running = thread;
        thread = null;
        exchange.leave();
        if (running == null || running == Thread.currentThread()) {
            return;
        }
        Duration granted = atMost.compareTo(GRACE) < 0 ? GRACE : atMost;
        Duration usual = config.timeout().multipliedBy(2).plus(GRACE);
        boolean interrupted = !join(running, granted.compareTo(usual) < 0 ? granted : usual);
        if (running.isAlive()) {
            running.interrupt();
            interrupted |= !join(running, GRACE);
        }
        if (running.isAlive()) {
            running.setContextClassLoader(null);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /* Returns false if the calling thread is interrupted; it waits all the same. */
    private static boolean join(Thread running, Duration atMost) {
        long start = System.nanoTime();
        boolean undisturbed = true;
        while (running.isAlive()) {
            long remaining = atMost.toNanos() - (System.nanoTime() - start);
            if (remaining <= 0) {
                break;
            }
            try {
                TimeUnit.NANOSECONDS.timedJoin(running, remaining);
            } catch (InterruptedException e) {
                undisturbed = false;
            }
        }
        return undisturbed;
    }

    FleetStats stats() {
        Map<FleetStats.Outcome, Long> exchanges = new EnumMap<>(FleetStats.Outcome.class);
        for (FleetStats.Outcome outcome : FleetStats.Outcome.values()) {
            exchanges.put(outcome, exchange.count(outcome));
        }
        return FleetStats.of(inbox.read(ledger::fleet), exchanges);
    }

    @Override
    public int sharedApis() {
        return ledger.sharedApis();
    }

    @Override
    public FleetReport report(Duration interval, boolean leaving, boolean again) {
        return inbox.read(() -> ledger.report(interval, leaving, again));
    }

    @Override
    public boolean take(FleetAnswer answer, Duration interval, long sentNanos) {
        return inbox.read(() -> ledger.take(answer, interval, sentNanos));
    }

    @Override
    public void failed() {
        Supplier<Boolean> failing = new Failed();
        inbox.read(failing);
    }

    private final class Begin implements Runnable {

        @Override
        public void run() {
            begun = true;
            exchange.run();
        }
    }

    /* A data source may have a name that only the application's own threads can look up. */
    private final class InContext implements Runnable {

        private final Runnable begin;

        InContext(Runnable begin) {
            this.begin = begin;
        }

        @Override
        public void run() {
            try {
                begin.run();
            } catch (Throwable noContext) { // a platform's context ends with its application
                Log.thrown(Level.FINE, noContext, "QuotaWatch exchanges without the application's context");
                if (!begun) {
                    exchange.run();
                }
            }
        }
    }

    private final class Failed implements Supplier<Boolean> {

        @Override
        public Boolean get() {
            ledger.exchangeFailed();
            return true;
        }
    }

    @Override
    public String toString() {
        return "FleetLink[" + exchange + "]";
    }
}
