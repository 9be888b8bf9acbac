package app.quotawatch.quickstart.upstreams;

/**
 * How many calls an upstream has responded to.
 *
 * @param served calls that succeeded
 * @param limited calls rejected with 429
 * @param failed calls that failed with any other status
 */
public record Calls(long served, long limited, long failed) {

    static final Calls NONE = new Calls(0, 0, 0);

    /** Returns the total number of calls. */
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
