package app.quotawatch.server.database;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done with a connection. */
@FunctionalInterface
public interface Work<T> {

    /** Returns a result, which does not depend on the connection any more. */
    T run(Connection connection) throws SQLException;
}
