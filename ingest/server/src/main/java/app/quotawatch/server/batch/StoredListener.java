package app.quotawatch.server.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What else becomes true with a batch, in its transaction. */
public interface StoredListener {

    /** Is called once the calls are counted and before they are committed, sorted by series and minute. May write. */
    void stored(Connection connection, List<Counted> counted) throws SQLException;
}
