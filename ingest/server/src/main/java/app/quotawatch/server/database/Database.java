package app.quotawatch.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.agroal.api.AgroalDataSource;

/** Runs what is read and written, each in a transaction or not at all. Thread-safe. */
public final class Database {

    private static final int ATTEMPTS = 3;

    private final DataSource dataSource;
    private final Dialect dialect;
    /* SQLite has one writer at a time; waiting here is fair and costs no connection. */
    private final ReentrantLock writer = new ReentrantLock(true);
    private volatile @Nullable String unavailable;

    /** Uses connections whose transactions, with SQLite, begin as writers. */
    public Database(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    /** Returns the kind of the database. */
    public Dialect dialect() {
        return dialect;
    }

    /**
     * Reads, outside of a transaction.
     *
     * @throws DatabaseUnavailableException if the database does not respond, or must not be used
     * @throws StatementFailedException if it rejects a statement
     */
    public <T> T read(Work<T> work) {
        checkAvailable();
        return readAnyway(work);
    }

    /**
     * Does work in one transaction, and commits it. It may be done again if another transaction was in its way.
     *
     * @throws DatabaseUnavailableException if it could not be committed, or the database must not be used; then nothing of it is
     *         stored, unless the response to the commit was lost
     * @throws StatementFailedException if the database rejects a statement; nothing of it is stored
     */
    public <T> T write(Work<T> work) {
        checkAvailable();
        if (dialect == Dialect.POSTGRESQL) {
            return attempt(work);
        }
        writer.lock();
        try {
            return attempt(work);
        } finally {
            writer.unlock();
        }
    }

    /** Returns why the database must not be used, or null. */
    @Nullable
    String unavailable() {
        return unavailable;
    }

    /** Lets every use fail at once for this reason, until it is null. */
    void unavailable(@Nullable String reason) {
        unavailable = reason;
    }

    /* After a restart of the database, each connection that was idle meanwhile would fail once. */
    void flushIdleConnections() {
        if (dataSource instanceof AgroalDataSource pool) {
            try {
                pool.flush(AgroalDataSource.FlushMode.IDLE);
            } catch (RuntimeException shuttingDown) {
                // the pool cannot be reached any more
            }
        }
    }

    <T> T readAnyway(Work<T> work) {
        Connection connection = null;
        try {
            connection = dataSource.getConnection();
            return work.run(connection);
        } catch (SQLException e) {
            throw Failures.translated(e);
        } finally {
            close(connection);
        }
    }

    private void checkAvailable() {
        String reason = unavailable;
        if (reason != null) {
            throw new DatabaseUnavailableException(reason);
        }
    }

    private <T> T attempt(Work<T> work) {
        for (int attempt = 1;; attempt++) {
            Connection connection = null;
            try {
                connection = dataSource.getConnection();
                return transact(connection, work);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !Failures.wasInTheWayOfAnother(e)) {
                    throw Failures.translated(e);
                }
            } finally {
                close(connection);
            }
        }
    }

    private static <T> T transact(Connection connection, Work<T> work) throws SQLException {
        try {
            connection.setAutoCommit(false);
            T result = work.run(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException | Error cause) {
            rollback(connection, cause);
            throw cause;
        }
    }

    /* What fails here must not hide the cause, and a connection in an unknown state must not be used again. */
    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException | RuntimeException e) {
            cause.addSuppressed(e);
            try {
                connection.abort(Runnable::run);
            } catch (SQLException | RuntimeException unclosed) {
                cause.addSuppressed(unclosed);
            }
        }
    }

    /* What was committed is committed, whatever happens to the connection afterwards. */
    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                if (!connection.isClosed() && !connection.getAutoCommit()) {
                    connection.setAutoCommit(true);
                }
            } catch (SQLException | RuntimeException unusable) {
                // closed below
            }
            try {
                connection.close();
            } catch (SQLException | RuntimeException unclosed) {
                // there is nothing else to do with it
            }
        }
    }
}
