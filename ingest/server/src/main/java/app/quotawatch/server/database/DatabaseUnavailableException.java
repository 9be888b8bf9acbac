package app.quotawatch.server.database;

/** The database did not do what was asked. It may do so later; nothing is stored that another attempt would repeat. */
public final class DatabaseUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Takes the reason, which is shown to administrators. */
    public DatabaseUnavailableException(String message) {
        super(message);
    }

    DatabaseUnavailableException(Throwable cause) {
        super("The database is unavailable: " + cause.getMessage(), cause);
    }
}
