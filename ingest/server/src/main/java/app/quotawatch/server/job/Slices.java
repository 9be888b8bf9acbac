package app.quotawatch.server.job;

import java.sql.PreparedStatement;
import java.util.Optional;

import app.quotawatch.server.database.Database;

/** Deletes old rows, few in each transaction, so that batches never wait long. */
final class Slices {

    static final int ROWS = 5_000;
    private static final int MAX_SLICES = 1_000;

    private final Exclusive exclusive;
    private final String sql;

    Slices(Database database, Exclusive exclusive) {
        this.exclusive = exclusive;
        this.sql = switch (database.dialect()) {
            case SQLITE -> "delete from %1$s where rowid in (select rowid from %1$s where %2$s limit " + ROWS + ")";
            case POSTGRESQL ->
                "delete from %1$s where ctid = any(array(select ctid from %1$s where %2$s limit " + ROWS + "))";
        };
    }

    /** Deletes the rows of a table that meet a condition with one parameter. */
    void delete(String table, String condition, long value) {
        int slices = 0;
        while (slices < MAX_SLICES && deleteSome(table, condition, value) == ROWS) {
            slices++;
        }
    }

    /** Deletes one slice and returns how many rows it had; less than {@link #ROWS} if none are left. */
    int deleteSome(String table, String condition, long value) {
        Optional<Integer> deleted = exclusive.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(sql.formatted(table, condition))) {
                delete.setLong(1, value);
                return delete.executeUpdate();
            }
        });
        return deleted.orElse(0);
    }
}
