package app.quotawatch.ingest;

/** Thrown for a batch with more APIs than the plan allows; no part of the batch was stored. */
final class PlanLimitException extends Exception {

    private static final long serialVersionUID = 1;

    private final int planApis;

    PlanLimitException(int planApis) {
        super("at most " + planApis + " API(s)", null, false, false);
        this.planApis = planApis;
    }

    /** Returns how many APIs the plan allows. */
    int planApis() {
        return planApis;
    }
}
