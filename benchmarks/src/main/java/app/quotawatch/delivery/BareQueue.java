package app.quotawatch.delivery;

import app.quotawatch.ApiCall;

/** The queue of the delivery, with a consumer that does nothing. */
public final class BareQueue {

    private final EventQueue queue;

    /** Makes an empty queue. */
    public BareQueue(int capacity) {
        queue = new EventQueue(capacity);
    }

    /** Adds an event. */
    public int add(ApiCall call) {
        return queue.add(call);
    }

    /** Takes events out and settles them, as a delivery would. Returns how many. */
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
