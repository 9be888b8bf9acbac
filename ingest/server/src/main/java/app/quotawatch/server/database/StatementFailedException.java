package app.quotawatch.server.database;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/** The database rejected a statement or its values. The same work fails again. Nothing of it is stored. */
public final class StatementFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final @Nullable String state;

    StatementFailedException(SQLException cause) {
        super("The database rejected a statement", cause);
        this.state = cause.getSQLState();
    }

    /** Returns whether the table has no partition for a row: it was dropped, or not created yet. */
    public boolean isMissingPartition() {
        return "23514".equals(state);
    }
}
