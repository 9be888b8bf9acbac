package app.quotawatch.delivery;

import java.util.logging.Level;

/** The kinds of failures that a person can resolve, each in a different way. */
enum FailureCategory {

    /** There was no response, or one after which a later attempt may succeed. */
    UNAVAILABLE(Level.WARNING, "The newest events are kept and will be retried; further failures are logged at FINE"),

    /** The API key is invalid. */
    INVALID_KEY(Level.SEVERE,
            "Check quotawatch.api-key. The newest events are kept, and one batch is retried every 5 minutes"),

    /** A limit of the plan is reached. */
    PLAN_LIMIT(Level.WARNING,
            "A limit of the plan is reached. The newest events are kept, and one batch is retried every 5 minutes");

    final Level level;
    final String consequence;

    FailureCategory(Level level, String consequence) {
        this.level = level;
        this.consequence = consequence;
    }

    static FailureCategory of(AttemptResult result) {
        if (result.verdict() != AttemptResult.Verdict.FORBIDDEN) {
            return UNAVAILABLE;
        }
        return result.status().orElse(0) == 401 ? INVALID_KEY : PLAN_LIMIT;
    }
}
