package app.quotawatch.server.database;

import java.sql.SQLException;
import java.util.Set;

/** Distinguishes statements that a database rejects from a database that cannot do its work. */
final class Failures {

    /* PostgreSQL: serialization failure and deadlock. The same work succeeds when it is done again. */
    private static final Set<String> IN_EACH_OTHERS_WAY = Set.of("40001", "40P01");
    /* Classes of SQLSTATE that blame the statement or its values: the same work fails again. */
    private static final Set<String> STATEMENT = Set.of("07", "0A", "20", "21", "22", "23", "42", "44", "54", "P0");
    /* SQLite: ERROR, TOOBIG, CONSTRAINT, MISMATCH, MISUSE, RANGE. It has no SQLSTATE. */
    private static final Set<Integer> STATEMENT_OF_SQLITE = Set.of(1, 18, 19, 20, 21, 25);

    private Failures() {}

    static boolean wasInTheWayOfAnother(SQLException e) {
        return IN_EACH_OTHERS_WAY.contains(String.valueOf(e.getSQLState()));
    }

    static RuntimeException translated(SQLException e) {
        return isOfStatement(e) ? new StatementFailedException(e) : new DatabaseUnavailableException(e);
    }

    private static boolean isOfStatement(SQLException e) {
        String state = e.getSQLState();
        if (state == null || state.length() != 5) {
            return STATEMENT_OF_SQLITE.contains(e.getErrorCode());
        }
        return STATEMENT.contains(state.substring(0, 2));
    }
}
