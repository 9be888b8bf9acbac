package app.quotawatch.capture;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.locks.ReentrantLock;

import app.quotawatch.FailureKind;

/**
 * Notices, late, that calls failed whose implementation tells nobody: their requests become garbage without an answer. No
 * {@link java.lang.ref.Cleaner}, since that would need a thread of its own.
 * <p>
 * A watch must be held until it is not needed any more, and nearly every one is needed for the time of one call only. So it is a
 * link of a list itself, and threads share the lists with few others.
 */
public final class AbandonedCalls {

    private static final int LISTS = 16;

    private final ReferenceQueue<CallToken> garbage = new ReferenceQueue<>();
    private final Watches[] lists = new Watches[LISTS];

    /** Watches nothing yet. */
    public AbandonedCalls() {
        for (int i = 0; i < LISTS; i++) {
            lists[i] = new Watches();
        }
    }

    /** Watches a request until it is garbage. */
    void watch(CallToken token) {
        Watches list = lists[(int) Thread.currentThread().getId() & LISTS - 1];
        Watch watch = new Watch(token, garbage, list);
        list.add(watch);
        token.call().onEnd(watch);
    }

    /** Tells the calls whose requests became garbage since the last time. */
    public void sweep() {
        for (Object gone = garbage.poll(); gone != null; gone = garbage.poll()) {
            if (gone instanceof Watch watch) {
                watch.call.fail(FailureKind.UNKNOWN, false);
            }
        }
    }

    /** Ends it: calls whose requests become garbage from now on are not told. */
    public void clear() {
        for (Watches list : lists) {
            list.clear();
        }
    }

    private static final class Watch extends PhantomReference<CallToken> implements Runnable {

        private final Watches list;
        private final CallInProgress call;
        private Watch previous;
        private Watch next;

        Watch(CallToken token, ReferenceQueue<CallToken> garbage, Watches list) {
            super(token, garbage);
            this.list = list;
            this.call = token.call();
        }

        @Override
        public void run() {
            list.remove(this);
        }
    }

    private static final class Watches {

        private final ReentrantLock lock = new ReentrantLock();
        private Watch first;

        void add(Watch watch) {
            lock.lock();
            try {
                watch.next = first;
                if (first != null) {
                    first.previous = watch;
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
                while (first != null) {
                    Watch gone = first;
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
