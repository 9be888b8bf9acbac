package app.quotawatch.testing;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps off the console what the tests provoke; {@link Logged} reads it all the same. JUnit finds this class by itself. */
public final class QuietLogs implements BeforeAllCallback {

    /* The log manager alone would let them be collected, and forget what was said to them. */
    private static final List<Logger> LOGGERS = List.of(Logger.getLogger("app.quotawatch"),
            Logger.getLogger("org.jboss.weld"));

    @Override
    public void beforeAll(ExtensionContext context) {
        LOGGERS.get(0).setUseParentHandlers(false);
        LOGGERS.get(1).setLevel(Level.SEVERE);
    }
}
