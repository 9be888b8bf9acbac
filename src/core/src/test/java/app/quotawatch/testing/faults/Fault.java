package app.quotawatch.testing.faults;

import java.io.IOException;

/** What a {@link FaultyServer} does to its clients. */
@FunctionalInterface
public interface Fault {

    /** Serves one request, whose first byte has arrived; unless it ends the connection, the next one may use it. */
    void serve(Connection connection) throws IOException;

    /** Returns whether connections are refused. */
    default boolean refuses() {
        return false;
    }
}
