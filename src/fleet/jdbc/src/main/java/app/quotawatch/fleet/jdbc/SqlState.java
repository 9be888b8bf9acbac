package app.quotawatch.fleet.jdbc;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/** What a database says of a failure, as SQL's standard encodes it. */
final class SqlState {

    private static final int DEEPEST = 8;

    private SqlState() {}

    /**
     * Returns the state of a failure; null if there is none. The pools of some servers wrap the driver's exception in one without a
     * state, such as Payara's.
     */
    static @Nullable String of(SQLException failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < DEEPEST; i++) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** Returns whether the state of a failure belongs to a class of states. */
    static boolean isOf(SQLException failure, String beginning) {
        String state = of(failure);
        return state != null && state.startsWith(beginning);
    }
}
