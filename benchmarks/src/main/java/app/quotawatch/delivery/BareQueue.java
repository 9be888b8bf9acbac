package app.quotawatch.delivery;

import app.quotawatch.ApiCall;
import app.quotawatch.inbox.CountLock;

/** The delivery's queue, with a consumer that does nothing. */
public final class BareQueue {

    private final EventQueue queue;

    /** Creates an empty queue with a lock of its own. */
    public BareQueue(int capacity) {
        this(capacity, new CountLock());
    }

    /** Creates an empty queue. */
    public BareQueue(int capacity, CountLock lock) {
        queue = new EventQueue(capacity, lock);
    }

    /** Adds an event on a thread that holds the lock. */
    public int addLocked(ApiCall call) {
        return queue.addLocked(call);
    }

    /** Adds an event. */
    public int add(ApiCall call) {
        return queue.add(call);
    }

    /** Removes events and settles them, like a delivery. Returns how many. */
    public int drain(int atMost) {
        int taken = queue.take(atMost).size();
        queue.settleDelivered(taken);
        return taken;
    }

    /** Returns how many events were drained. */
    public long delivered() {
        return queue.account().delivered();
    }

    /** Returns whether the account adds up. */
    public boolean addsUp() {
        EventQueue.Account account = queue.account();
        long dropped = account.dropped().values().stream().mapToLong(Long::longValue).sum();
        return account.recorded() == account.delivered() + dropped + account.buffered() + account.inFlight()
                + account.keptLocal();
    }
}
