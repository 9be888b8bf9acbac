package app.quotawatch.observe;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/** Detects, belatedly, failed calls whose clients do not report failures: their carrier becomes garbage before they have ended. */
final class AbandonedCalls {

    /*
     * Not a Cleaner, which would need a thread of its own: the tick sweeps. A phantom reference must itself stay reachable as long
     * as it is needed, which is nearly always the duration of one call. So each is itself a node of a linked list, and there are
     * sixteen lists, so that threads do not contend for one.
     */
    private static final int LISTS = 16;

    private final ReferenceQueue<Object> garbage = new ReferenceQueue<>();
    private final Watches[] lists = new Watches[LISTS];

    AbandonedCalls() {
        for (int i = 0; i < LISTS; i++) {
            lists[i] = new Watches();
        }
    }

    /** Watches a call's carrier until it is garbage or the watch ends. */
    Watch watch(Object carrier, ObservedCall call) {
        Watches list = lists[(int) Thread.currentThread().getId() & LISTS - 1];
        Watch watch = new Watch(carrier, garbage, list, call);
        list.add(watch);
        return watch;
    }

    /** Reports the calls whose carriers have become garbage since the last sweep. */
    void sweep() {
        for (Object gone = garbage.poll(); gone != null; gone = garbage.poll()) {
            if (gone instanceof Watch watch) {
                watch.call.abandoned();
            }
        }
    }

    /** Ends all watches: calls that are abandoned from now on are not reported. */
    void clear() {
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

        private final ReentrantLock lock = new ReentrantLock();
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
                lock.unlock();
            }
        }

        void remove(Watch watch) {
            lock.lock();
            try {
                if (first == watch) {
                    first = watch.next;
                } else if (watch.previous == null) {
                    return; // the list was cleared
                } else {
                    watch.previous.next = watch.next;
                }
                if (watch.next != null) {
                    watch.next.previous = watch.previous;
                }
                unlink(watch);
            } finally {
                lock.unlock();
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
                lock.unlock();
            }
        }

        /* An old watch must not keep a newer one from becoming garbage. */
        private static void unlink(Watch watch) {
            watch.previous = null;
            watch.next = null;
        }
    }
}
