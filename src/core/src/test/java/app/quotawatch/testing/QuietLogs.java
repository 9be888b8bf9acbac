package app.quotawatch.testing;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps provoked log records off the console; {@link Logged} still reads them. JUnit discovers this class. */
public final class QuietLogs implements BeforeAllCallback {

    /* The log manager alone would let them be collected, and their levels and handlers with them. */
    private static final List<Logger> LOGGERS = List.of(Logger.getLogger("app.quotawatch"),
            Logger.getLogger("org.jboss.weld"));

    @Override
    public void beforeAll(ExtensionContext context) {
        LOGGERS.get(0).setUseParentHandlers(false);
        LOGGERS.get(1).setLevel(Level.SEVERE);
    }
}
