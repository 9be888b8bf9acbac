package app.quotawatch.log;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;

/** QuotaWatch's logger, {@code app.quotawatch}. Whatever a log handler throws stays here. Thread-safe. */
public final class Log {

    /*
     * Handlers and formatters are the application's own code. If one throws, an exception would end a schedule, or reach a caller
     * whose call had only failed to be observed. There is nowhere to report it to.
     */
    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private Log() {}

    /** Returns whether messages of this level are logged. */
    public static boolean isLoggable(Level level) {
        try {
            return LOGGER.isLoggable(level);
        } catch (Throwable broken) { // the log manager's, or the stack is exhausted
            return false;
        }
    }

    /** Logs a message; its parameters are formatted as {@link Logger#log(Level, String, Object[])} does. */
    public static void log(Level level, String message, Object... parameters) {
        publish(level, message, null, parameters);
    }

    /** Logs a message and what was thrown. */
    public static void thrown(Level level, Throwable thrown, String message, Object... parameters) {
        publish(level, message, thrown, parameters);
    }

    private static void publish(Level level, String message, @Nullable Throwable thrown, Object[] parameters) {
        try {
            if (LOGGER.isLoggable(level)) {
                LogRecord line = new LogRecord(level, message);
                line.setLoggerName(LOGGER.getName());
                // otherwise this class would be named as the source of every line
                line.setSourceClassName(null);
                line.setSourceMethodName(null);
                line.setThrown(thrown);
                line.setParameters(parameters);
                LOGGER.log(line);
            }
        } catch (Throwable broken) {
            // see above
        }
    }
}
