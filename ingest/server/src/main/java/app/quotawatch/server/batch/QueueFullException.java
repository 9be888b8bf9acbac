package app.quotawatch.server.batch;

/** The database is behind: too many batches wait for it. Nothing of the batch is stored. */
public final class QueueFullException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int retryAfterSeconds;

    QueueFullException(int retryAfterSeconds) {
        super("too many batches are waiting for the database", null, false, false);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Returns when there may be room again, 1 or more. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
