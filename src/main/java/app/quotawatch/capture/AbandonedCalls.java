package app.quotawatch.capture;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import app.quotawatch.FailureKind;

/**
 * Notices, late, that calls failed whose implementation tells nobody: their requests become garbage without an answer. No
 * {@link java.lang.ref.Cleaner}, since that would need a thread of its own.
 */
public final class AbandonedCalls {

    private final ReferenceQueue<CallToken> garbage = new ReferenceQueue<>();
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    /** Watches a request until it is garbage. */
    void watch(CallToken token) {
        Watch watch = new Watch(token, this);
        watches.add(watch);
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
        watches.clear();
    }

    private static final class Watch extends PhantomReference<CallToken> implements Runnable {

        private final AbandonedCalls owner;
        private final CallInProgress call;

        Watch(CallToken token, AbandonedCalls owner) {
            super(token, owner.garbage);
            this.owner = owner;
            this.call = token.call();
        }

        @Override
        public void run() {
            owner.watches.remove(this);
        }
    }
}
