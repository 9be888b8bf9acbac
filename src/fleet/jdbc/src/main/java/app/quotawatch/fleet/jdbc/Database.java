package app.quotawatch.fleet.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/** Where the table is: a DataSource that is given, or bound in JNDI. Used by one thread at a time. */
final class Database {

    private final String name;
    private @Nullable DataSource source;

    private Database(String name, @Nullable DataSource source) {
        this.name = name;
        this.source = source;
    }

    static Database given(DataSource source) {
        return new Database("a given DataSource", source);
    }

    /*
     * Looked up now, on a thread of the application: names of java:comp mean nothing on another. If there is none yet, it is
     * looked up again with each exchange.
     */
    static Database named(String name) {
        Database database = new Database(name, null);
        try {
            database.source = lookup(name);
        } catch (NamingException unbound) {
            // each exchange reports it
        }
        return database;
    }

    private static DataSource lookup(String name) throws NamingException {
        if (new InitialContext().lookup(name) instanceof DataSource found) {
            return found;
        }
        throw new NamingException(name);
    }

    Connection connect() throws SQLException, UnavailableException {
        if (source == null) {
            try {
                source = lookup(name);
            } catch (NamingException e) {
                throw new UnavailableException(
                        "no DataSource is bound to " + name + ", which quotawatch.fleet.jdbc.data-source names", null);
            }
        }
        Connection connection = source.getConnection();
        if (connection == null) {
            throw new UnavailableException(name + " gives no connections", null);
        }
        return connection;
    }

    @Override
    public String toString() {
        return name;
    }
}
