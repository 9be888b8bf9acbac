package app.quotawatch.http;

import java.nio.channels.Selector;

import org.jspecify.annotations.Nullable;

/** Ends the attempt in progress, and every later one, at the request of another thread. */
final class Abort {

    private volatile boolean requested;
    private volatile @Nullable Selector waiting;

    void request() {
        requested = true;
        // whoever waits publishes its selector before it looks at the flag, so one of the two is noticed
        Selector selector = waiting;
        if (selector != null) {
            selector.wakeup();
        }
    }

    boolean isRequested() {
        return requested;
    }

    /** Names the selector that the sending thread waits on; null if it has none. */
    void waiting(@Nullable Selector selector) {
        waiting = selector;
    }
}
