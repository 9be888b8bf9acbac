package app.quotawatch.observe;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

import app.quotawatch.lock.OwnerLock;

/** Detects, belatedly, failed calls whose clients do not report failures: their carrier becomes garbage before they have ended. */
final class AbandonedCalls {

    /*
     * Nearly every call is over before anybody looks. So a call only takes a place in a table, with its carrier, and leaves it when
     * it ends. The next sweep releases the carriers of the calls that are still there: from then on it is a phantom reference that
     * knows of them. No Cleaner, which would need a thread of its own.
     *
     * A call that ends while it is being swept has either not seen its watch, then the sweeper sees that it has ended, or ends the
     * watch itself: each side writes before it reads. Whoever is second finds nothing to do.
     */
    private static final int GROUPS = 16;
    private static final int GROUP = 16;

    private final ReferenceQueue<Object> garbage = new ReferenceQueue<>();
    private final AtomicReferenceArray<@Nullable ObservedCall> places = new AtomicReferenceArray<>(GROUPS * GROUP);

    /* A phantom reference must itself stay reachable: each is a node of a list. Threads do not contend for one of so many. */
    private final Watches[] lists = new Watches[GROUPS];
    private volatile boolean closed;

    AbandonedCalls() {
        for (int i = 0; i < GROUPS; i++) {
            lists[i] = new Watches();
        }
    }

    /** Watches a call until its carrier is garbage or the call ends. */
    void watch(ObservedCall call) {
        if (closed) {
            return;
        }
        int first = group() * GROUP;
        for (int i = first; i < first + GROUP; i++) {
            if (places.getPlain(i) == null) {
                call.place = (short) i;
                if (places.compareAndSet(i, null, call)) {
                    return;
                }
            }
        }
        call.place = ObservedCall.NO_PLACE;
        refer(call);
    }

    private static int group() {
        return (int) Thread.currentThread().getId() & GROUPS - 1;
    }

    /* The call must not keep its carrier from becoming garbage. */
    private void refer(ObservedCall call) {
        Object carrier = call.releaseCarrier();
        if (carrier == null) {
            return;
        }
        Watches list = lists[group()];
        Watch watch = new Watch(carrier, garbage, list, call);
        list.add(watch);
        call.watch = watch;
        if (call.hasEnded()) {
            watch.end();
        }
    }

    /** Notices that a watched call has ended. */
    void ended(ObservedCall call) {
        int place = call.place;
        if (place != ObservedCall.NO_PLACE && places.getPlain(place) == call) {
            places.compareAndSet(place, call, null);
        }
        Watch watch = call.watch;
        if (watch != null) {
            watch.end();
        }
    }

    /** Reports the calls whose carriers have become garbage since an earlier sweep. */
    void sweep() {
        for (int i = 0; i < GROUPS * GROUP; i++) {
            ObservedCall call = places.get(i);
            if (call != null && places.compareAndSet(i, call, null) && !call.hasEnded()) {
                refer(call);
            }
        }
        for (Object gone = garbage.poll(); gone != null; gone = garbage.poll()) {
            if (gone instanceof Watch watch) {
                watch.end();
                watch.call.abandoned();
            }
        }
    }

    /** Ends all watches: calls that are abandoned from now on are not reported. */
    void close() {
        closed = true;
        for (int i = 0; i < GROUPS * GROUP; i++) {
            places.set(i, null);
        }
        for (Watches list : lists) {
            list.clear();
        }
    }

    static final class Watch extends PhantomReference<Object> {

        private final Watches list;
        private final ObservedCall call;
        private @Nullable Watch previous;
        private @Nullable Watch next;

        Watch(Object carrier, ReferenceQueue<Object> garbage, Watches list, ObservedCall call) {
            super(carrier, garbage);
            this.list = list;
            this.call = call;
        }

        void end() {
            list.remove(this);
        }
    }

    private static final class Watches {

        private final OwnerLock lock = new OwnerLock();
        private @Nullable Watch first;

        void add(Watch watch) {
            lock.lock();
            try {
                watch.next = first;
                if (watch.next != null) {
                    watch.next.previous = watch;
                }
                first = watch;
            } finally {
                lock.owner = null;
            }
        }

        void remove(Watch watch) {
            lock.lock();
            try {
                if (first == watch) {
                    first = watch.next;
                } else if (watch.previous == null) {
                    return; // it was removed before
                } else {
                    watch.previous.next = watch.next;
                }
                if (watch.next != null) {
                    watch.next.previous = watch.previous;
                }
                unlink(watch);
            } finally {
                lock.owner = null;
            }
        }

        void clear() {
            lock.lock();
            try {
                for (Watch gone = first; gone != null; gone = first) {
                    first = gone.next;
                    unlink(gone);
                }
            } finally {
                lock.owner = null;
            }
        }

        /* An old watch must not keep a newer one from becoming garbage. */
        private static void unlink(Watch watch) {
            watch.previous = null;
            watch.next = null;
        }
    }
}
