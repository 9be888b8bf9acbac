package app.quotawatch.testing.faults;

import java.io.IOException;

/** What a {@link FaultyServer} does with a connection. */
@FunctionalInterface
public interface Fault {

    /** Serves a connection; when this returns, by an exception or not, the connection is closed. */
    void serve(Connection connection) throws IOException;

    /** Returns whether there is nobody who listens at all. */
    default boolean refuses() {
        return false;
    }
}
