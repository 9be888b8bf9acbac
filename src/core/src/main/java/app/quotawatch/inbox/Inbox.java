package app.quotawatch.inbox;

import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.event.CallFailed;
import app.quotawatch.time.CurrentMoment;

/**
 * Has every call counted by a thread that makes calls itself, and nobody wait for another: a thread that gets the lock counts
 * its call and a few that others left, and a thread that does not get it leaves its call and goes on. Thread-safe.
 */
public final class Inbox {

    /*
     * Nothing stays uncounted. A thread leaves its call, raises the flag, and tries the lock again. Whoever releases the lock looks at
     * the flag afterwards. If the second attempt fails, it came before the release, and the flag before that: the releasing thread
     * sees it. If the flag was up already, it is lowered before the stripes are read, and the call was in its stripe before. All of
     * these are volatile accesses, of which there is one order; a fence takes the place of one.
     *
     * While the flag is up, somebody is going to look: the thread that raised it, the one that has the lock, or the background. So who
     * finds it up goes on without looking at the lock, which changes all the time: fetching what another core has changed takes longer
     * than counting. For the same reason a thread that met another one leaves its next calls without trying the lock, until it gets the
     * lock once. Whoever was going to look may have died of an exhausted stack; so every sixteenth call looks at the lock itself.
     *
     * Even the flag is too much for threads that do nothing but record: each call would move its line forth and back. So if the lock
     * was held at the last four looks, only every sixteenth call raises the flag, and those before it are counted with it. The last
     * few calls of such a burst wait for whoever comes next: a call that raises the flag, a reading, or the background, which reads
     * every half a second. Urgent calls always raise it, and without a background all calls do.
     *
     * A call of a thread is never counted before an earlier one of it. The earlier one can only be in the thread's own stripe, which
     * is emptied before a call is counted directly.
     *
     * A caller counts a few calls of others between two releases, so that another thread can take over. If none does for long, the
     * background does, if there is one.
     */

    private static final int OTHERS_AT_ONCE = 16;
    private static final int OTHERS_IN_ALL = 128;

    private static final int LOOK_EVERY = 16;

    private static final int MAX_STRIPES = 16;
    private static final int STRIPES = stripes(Runtime.getRuntime().availableProcessors());

    private static final Supplier<Boolean> NOTHING = new Nothing();

    private final CountLock lock;
    private final Counter counter;
    private final Runnable takeIn = new TakeIn();
    private final AtomicBoolean handedOver = new AtomicBoolean();
    private volatile @Nullable Executor background;

    /* Whether a thread has ever met another one here. Most applications' never do, and are spared all that follows. */
    private volatile boolean met;

    /* Each is made when a thread first meets another one here. */
    private final AtomicReferenceArray<@Nullable Stripe> stripes = new AtomicReferenceArray<>(STRIPES);

    /* 1 if calls may have been left by threads that did not get the lock. */
    private final LoneInt left = new LoneInt();

    /* Guarded by the lock: the stripe that is emptied next. */
    private final LoneInt next = new LoneInt();

    /* Guarded by the lock: when the call ended that is being counted. */
    private final CurrentMoment moment = new CurrentMoment();

    /** @param lock guards the counter and whatever else is counted; it serves one inbox */
    public Inbox(CountLock lock, Counter counter) {
        this.lock = lock;
        this.counter = counter;
        lock.serves(this);
    }

    private static int stripes(int processors) {
        int wanted = Math.min(MAX_STRIPES, 2 * processors);
        return Integer.highestOneBit(2 * wanted - 1);
    }

    /**
     * Hands over to this executor if callers would have to count too many calls of others. From now on until {@link #stop()}, somebody
     * must call {@link #read} regularly.
     */
    public void start(Executor executor) {
        background = executor;
    }

    /** Lets callers count all. Calls that were left before may still be uncounted until the next {@link #read}. */
    public void stop() {
        background = null;
    }

    /**
     * Has a call counted that received a response.
     *
     * @param serverDate the response's Date header, or null
     * @param wallNanos when the call ended, as {@link app.quotawatch.time.EpochNanos}
     * @param nanos the same by the ticker
     */
    public void answered(ApiCall call, @Nullable Instant serverDate, long wallNanos, long nanos) {
        accept(call, serverDate, wallNanos, nanos, call.hit429());
    }

    /**
     * Has a call counted that received no response.
     *
     * @param wallNanos when the call ended, as {@link app.quotawatch.time.EpochNanos}
     * @param nanos the same by the ticker
     */
    public void failed(CallFailed call, long wallNanos, long nanos) {
        accept(call, null, wallNanos, nanos, true);
    }

    private void accept(Object call, @Nullable Instant serverDate, long wallNanos, long nanos, boolean urgent) {
        if (met && isContended() || !lock.tryLock()) {
            if (leave(call, serverDate, wallNanos, nanos, urgent)) {
                return;
            }
            lock.lock();
        }
        Runnable due;
        try {
            if (met) {
                countOlder();
            }
            moment.set(wallNanos, nanos);
            counter.count(call, serverDate, moment);
            due = counter.due();
        } finally {
            lock.held = 0;
        }
        if (due != null) {
            due.run();
        }
        if (isLeft()) {
            help();
        }
    }

    private boolean isContended() {
        Stripe own = stripes.get(own());
        return own != null && own.isContended();
    }

    private boolean isLeft() {
        return met && left.get() != 0;
    }

    private void setLeft(boolean whether) {
        left.set(whether ? 1 : 0);
    }

    /* Returns false if the stripe is full, or another thread is putting there. */
    private boolean leave(Object call, @Nullable Instant serverDate, long wallNanos, long nanos, boolean urgent) {
        Stripe stripe = ownStripe();
        int slot = stripe.put(call, serverDate, wallNanos, nanos);
        if (slot < 0) {
            return false;
        }
        boolean looks = slot % LOOK_EVERY == 0;
        if (!looks && !urgent && stripe.isCrowded() && background != null) {
            return true;
        }
        // without it, the flag could be read before the call is seen, and whoever lowers it now would miss the call
        VarHandle.fullFence();
        boolean raised = isLeft();
        if (!raised) {
            setLeft(true);
        }
        if (!raised || looks) {
            stripe.looked(help());
        }
        return true;
    }

    private static int own() {
        return (int) Thread.currentThread().getId() & STRIPES - 1;
    }

    private Stripe ownStripe() {
        Stripe stripe = stripes.get(own());
        if (stripe == null) {
            met = true;
            Stripe made = new Stripe();
            Stripe other = stripes.compareAndExchange(own(), null, made);
            stripe = other == null ? made : other;
        }
        return stripe;
    }

    /* Some of others, and all of this thread. Whatever happens, the call at hand is counted too. */
    private void countOlder() {
        try {
            if (isLeft()) {
                countSome(OTHERS_AT_ONCE);
            }
            Stripe stripe = stripes.get(own());
            if (stripe != null) {
                stripe.count(counter, moment, Stripe.CAPACITY);
            }
        } catch (Throwable error) { // an exhausted stack: the others remain
            counter.failed(error);
        }
    }

    /* Returns how many it counted; fewer than asked for means all that were left before. */
    private int countSome(int atMost) {
        boolean all = false;
        setLeft(false);
        try {
            int counted = 0;
            for (int i = 0; i < STRIPES && counted < atMost; i++) {
                int at = next.getPlain();
                Stripe stripe = stripes.get(at);
                next.setPlain(at + 1 & STRIPES - 1);
                if (stripe != null) {
                    counted += stripe.count(counter, moment, atMost - counted);
                }
            }
            all = counted < atMost;
            return counted;
        } finally {
            if (!all) {
                setLeft(true);
            }
        }
    }

    /**
     * Counts what was left, unless another thread does; returns whether it got the lock. The calling thread does not hold the lock.
     */
    boolean help() {
        int counted = 0;
        boolean got = false;
        while (isLeft() && lock.tryLock()) {
            got = true;
            Runnable due;
            try {
                counted += countSome(OTHERS_AT_ONCE);
                due = counter.due();
            } finally {
                lock.held = 0;
            }
            if (due != null) {
                due.run();
            }
            if (counted >= OTHERS_IN_ALL && isLeft() && handOver()) {
                break;
            }
        }
        return got;
    }

    private boolean handOver() {
        Executor executor = background;
        if (executor == null) {
            return false;
        }
        if (!handedOver.compareAndSet(false, true)) {
            return true;
        }
        try {
            executor.execute(takeIn);
            return true;
        } catch (Throwable error) { // it is shutting down
            handedOver.set(false);
            return false;
        }
    }

    /** Counts all that was left before. */
    public void takeIn() {
        read(NOTHING);
    }

    /** Reads, or changes, what is counted, once all that was left before is counted. */
    public <T> T read(Supplier<T> reading) {
        T result;
        Runnable due;
        lock.lock();
        try {
            if (met) {
                countAll();
            }
            result = reading.get();
            due = counter.due();
        } finally {
            lock.held = 0;
        }
        if (due != null) {
            due.run();
        }
        if (isLeft()) {
            help();
        }
        return result;
    }

    /* At most what there is room for, since others go on leaving calls. If a burst is over, each call is announced again. */
    private void countAll() {
        try {
            countSome(STRIPES * Stripe.CAPACITY);
            for (int i = 0; i < STRIPES; i++) {
                Stripe stripe = stripes.get(i);
                if (stripe != null) {
                    stripe.looked(true);
                }
            }
        } catch (Throwable error) { // an exhausted stack: the others remain
            counter.failed(error);
        }
    }

    private static final class Nothing implements Supplier<Boolean> {

        @Override
        public Boolean get() {
            return true;
        }
    }

    private final class TakeIn implements Runnable {

        @Override
        public void run() {
            handedOver.set(false);
            takeIn();
        }
    }
}
