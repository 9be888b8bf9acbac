package app.quotawatch.quickstart.upstreams;

/**
 * How many calls an upstream has answered.
 *
 * @param served with what was asked for
 * @param limited with 429
 * @param failed with any other status
 */
public record Calls(long served, long limited, long failed) {

    static final Calls NONE = new Calls(0, 0, 0);

    /** Returns how many there were altogether. */
    public long total() {
        return served + limited + failed;
    }

    Calls plus(int status) {
        if (status < 400) {
            return new Calls(served + 1, limited, failed);
        }
        return status == 429 ? new Calls(served, limited + 1, failed) : new Calls(served, limited, failed + 1);
    }
}
