package app.quotawatch.delivery;

import java.util.logging.Level;

/** The kinds of failures that a person can do something about, each by something else. */
enum Trouble {

    /** No answer, or one that says that it may work later. */
    AWAY(Level.WARNING, "The newest events are kept and tried again; further failures are logged at FINE"),

    /** The key is wrong. */
    KEY(Level.SEVERE, "Check quotawatch.api-key. The newest events are kept, and one batch is tried every 5 minutes"),

    /** The plan does not cover it. */
    PLAN(Level.WARNING,
            "The plan's limit is reached. The newest events are kept, and one batch is tried every 5 minutes");

    final Level level;
    final String consequence;

    Trouble(Level level, String consequence) {
        this.level = level;
        this.consequence = consequence;
    }

    static Trouble of(Answer answer) {
        if (answer.verdict() != Answer.Verdict.REFUSED) {
            return AWAY;
        }
        return answer.status().orElse(0) == 401 ? KEY : PLAN;
    }
}
