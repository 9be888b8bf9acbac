package app.quotawatch.fleet;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import app.quotawatch.FleetConfig;
import app.quotawatch.FleetStats;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.FleetStore;

/**
 * Exchanges what a replica and its fleet have used, again and again, on the thread that runs it, until it leaves. Whatever the store does
 * is contained and counted. The other methods may be called from any thread.
 */
public final class Exchange implements Runnable {

    /*
     * One exchange at a time, and none on another thread: a store that does not answer holds nothing else up. Nothing is queued meanwhile, as
     * every report is the total. The interval grows with the fleet, so that no fleet can drown its store.
     * After a failure the next attempt comes after an interval, too, of 1 to 10 seconds, however long the store has been
     * down: a replica is to be right again soon after its return, and a large fleet must not drown it then.
     */

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long STORE_EXCHANGES_PER_SECOND = 20_000;
    private static final int MOST_ROUNDS = 4;
    private static final long LONGEST_RETRY_NANOS = 10 * SECOND_NANOS;
    private static final long HANGS_NANOS = 2 * SECOND_NANOS;

    private final FleetConfig config;
    private final String environment;
    private final Replica replica;
    private final LongSupplier nanoTime;
    private final ExchangeLog log;
    private final AtomicLongArray outcomes = new AtomicLongArray(FleetStats.Outcome.values().length);
    private volatile Duration interval;
    private volatile @Nullable Thread thread;
    private volatile boolean leaving;
    private volatile boolean urgent;
    private volatile boolean exchanging;
    private volatile long sentNanos;
    private boolean rescued;
    private boolean failedAtTheEnd;
    private volatile int failures;
    private @Nullable FleetStore store;

    /**
     * Creates the exchange; {@link #run} begins it.
     *
     * @param environment replicas of different environments share nothing
     * @param nanoTime the monotonic time
     */
    public Exchange(FleetConfig config, String environment, Replica replica, LongSupplier nanoTime) {
        this.config = config;
        this.environment = environment;
        this.replica = replica;
        this.nanoTime = nanoTime;
        this.interval = config.syncInterval();
        this.log = new ExchangeLog(config.name(), nanoTime);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            while (!leaving) {
                pause(exchange(false));
            }
            if (!failedAtTheEnd) {
                exchange(true);
            }
        } finally {
            thread = null;
            closeStore();
        }
    }

    /** Makes the next exchange come at once, unless the store is down. */
    public void hurry() {
        urgent = true;
        LockSupport.unpark(thread);
    }

    /** Ends it after one last exchange. */
    public void leave() {
        leaving = true;
        LockSupport.unpark(thread);
    }

    /** Interrupts a store that does not return, once per exchange; to be called now and then. */
    public void rescue() {
        long hanging = nanoTime.getAsLong() - sentNanos;
        Thread running = thread;
        if (exchanging && !rescued && running != null && hanging > config.timeout().toNanos() + HANGS_NANOS) {
            rescued = true;
            log.failed("it does not answer", null);
            running.interrupt();
        }
    }

    /** Returns how many exchanges ended so. */
    public long count(FleetStats.Outcome outcome) {
        return outcomes.get(outcome.ordinal());
    }

    /** Returns whether the last exchange failed. */
    public boolean isFailing() {
        return failures > 0;
    }

    /** Returns how many exchanges have ended. */
    public long completed() {
        long all = 0;
        for (int i = 0; i < outcomes.length(); i++) {
            all += outcomes.get(i);
        }
        return all;
    }

    private void pause(long nanos) {
        long start = nanoTime.getAsLong();
        while (!leaving && !(urgent && failures == 0)) {
            long remaining = nanos - (nanoTime.getAsLong() - start);
            if (remaining <= 0) {
                return;
            }
            LockSupport.parkNanos(this, remaining);
            Thread.interrupted();
        }
    }

    /* Returns for how long to wait until the next one. */
    private long exchange(boolean last) {
        urgent = false;
        long begin = nanoTime.getAsLong();
        try {
            List<String> wrong = new ArrayList<>(0);
            boolean again = true;
            for (int i = 0; again && i < MOST_ROUNDS; i++) {
                again = exchangeOnce(last, i > 0, wrong);
            }
            if (again) {
                throw new IllegalStateException("it asks for the same report again and again");
            }
            if (!wrong.isEmpty()) {
                log.failed("its answer about " + wrong + " cannot be right", null);
                return ended(FleetStats.Outcome.INVALID);
            }
            log.worked();
            failures = 0;
            return ended(isLate(begin) ? FleetStats.Outcome.TIMED_OUT : FleetStats.Outcome.ANSWERED);
        } catch (Throwable error) { // whatever it is, the next exchange is made
            return failed(begin, error);
        } finally {
            exchanging = false;
            Thread.interrupted();
        }
    }

    private boolean exchangeOnce(boolean last, boolean again, List<String> wrong) throws Exception {
        FleetStore open = store();
        FleetReport report = replica.report(interval, last, again);
        long sent = nanoTime.getAsLong();
        sentNanos = sent;
        rescued = false;
        exchanging = true;
        FleetAnswer answer = open.exchange(report);
        exchanging = false;
        wrong.clear();
        FleetAnswer valid = AnswerCheck.check(report, answer, wrong);
        interval = intervalOf(valid.replicas());
        return replica.take(valid, interval, sent);
    }

    private boolean isLate(long begin) {
        return nanoTime.getAsLong() - begin > config.timeout().toNanos();
    }

    private Duration intervalOf(int replicas) {
        Duration shortest = Duration.ofNanos(
                (long) replicas * replica.sharedApis() * (SECOND_NANOS / STORE_EXCHANGES_PER_SECOND));
        return shortest.compareTo(config.syncInterval()) > 0 ? shortest : config.syncInterval();
    }

    private FleetStore store() {
        FleetStore open = store;
        if (open == null) {
            open = config.provider().open(
                    config.settings(environment, Long.toHexString(new SecureRandom().nextLong())));
            store = open;
        }
        return open;
    }

    private long ended(FleetStats.Outcome outcome) {
        outcomes.incrementAndGet(outcome.ordinal());
        return interval.toNanos();
    }

    private long failed(long begin, Throwable error) {
        int inARow = failures + 1;
        failures = inARow;
        // whoever waits for the end has waited long enough for this store
        failedAtTheEnd = leaving;
        try {
            outcomes.incrementAndGet(
                    (isLate(begin) ? FleetStats.Outcome.TIMED_OUT : FleetStats.Outcome.FAILED).ordinal());
            replica.failed();
            log.failed(ExchangeLog.textOf(error), error);
        } catch (Throwable exhausted) {
            // there is no memory, or no stack, to report it with
        }
        long retry = Math.max(SECOND_NANOS, Math.min(LONGEST_RETRY_NANOS, interval.toNanos()));
        return (long) (retry * (0.8 + 0.4 * ThreadLocalRandom.current().nextDouble()));
    }

    private void closeStore() {
        FleetStore open = store;
        store = null;
        if (open != null) {
            try {
                open.close();
            } catch (Throwable error) { // it breaks its contract
                log.failed("it cannot be closed", error);
            }
        }
    }

    @Override
    public String toString() {
        return "Exchange[" + config + ", failures=" + failures + "]";
    }
}
