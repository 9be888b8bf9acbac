package app.quotawatch.testing.faults;

import java.io.IOException;

/** What a {@link FaultyServer} does to its clients. */
@FunctionalInterface
public interface Fault {

    /** Serves one request, of which the first byte is there; unless it ends the connection, the next one may come on it. */
    void serve(Connection connection) throws IOException;

    /** Returns whether there is nobody who listens at all. */
    default boolean refuses() {
        return false;
    }
}
