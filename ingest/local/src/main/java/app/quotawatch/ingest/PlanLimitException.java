package app.quotawatch.ingest;

/** A batch with more APIs than the plan observes; nothing of it was stored. */
final class PlanLimitException extends Exception {

    private static final long serialVersionUID = 1;

    private final int planApis;

    PlanLimitException(int planApis) {
        super("at most " + planApis + " API(s)", null, false, false);
        this.planApis = planApis;
    }

    /** Returns how many APIs the plan observes. */
    int planApis() {
        return planApis;
    }
}
