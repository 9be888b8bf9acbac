package app.quotawatch.fleet.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;

import org.jspecify.annotations.Nullable;

/** Why an exchange with the database failed. */
final class UnavailableException extends IOException {

    private static final long serialVersionUID = 1L;

    private static final String[][] CAUSES = {
            {"42501", "its user lacks the rights to read and write table " + Table.NAME},
            {"28", "it rejects the user or the password"},
            {"08", "the connection failed"},
            {"57014", "it did not answer in time"},
            {"HYT00", "it did not answer in time"},
            {"53", "it has no resources left"},
            {"57P", "it is starting or stopping"},
            {"25006", "it is read-only"},
            {"40", "other replicas were in the way"}};

    UnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Explains a failure by its SQL state. A driver's own message is not repeated: it may contain a URL with a password. */
    static UnavailableException of(Database database, SQLException failure) {
        String state = SqlState.of(failure);
        String explanation = failure instanceof SQLTimeoutException
                ? "it did not answer in time"
                : "it reports " + failure.getClass().getSimpleName();
        for (String[] cause : CAUSES) {
            if (state != null && state.startsWith(cause[0])) {
                explanation = cause[1];
                break;
            }
        }
        return new UnavailableException("the fleet's database (" + database + ") is unavailable: " + explanation
                + (state == null ? "" : " (SQL state " + state + ")"), null);
    }
}
