package app.quotawatch.server.batch;

/** A batch has more APIs or environments than its project's plan allows. Nothing of it is stored. */
public final class PlanLimitException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final int allowed;

    /** What a plan limits. */
    public enum Kind {
        API,
        ENVIRONMENT
    }

    PlanLimitException(Kind kind, int allowed) {
        super("the plan allows at most " + allowed + " of kind " + kind, null, false, false);
        this.kind = kind;
        this.allowed = allowed;
    }

    /** Returns what there would be too many of. */
    public Kind kind() {
        return kind;
    }

    /** Returns how many the plan allows. */
    public int allowed() {
        return allowed;
    }
}
