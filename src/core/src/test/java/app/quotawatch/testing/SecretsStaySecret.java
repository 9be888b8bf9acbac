package app.quotawatch.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Reads every line that is logged at any level during any test, and fails the test if it contains a secret. By convention each
 * secret that a test invents (a key, a password, a token, a query, a body) contains the word {@link #MARK}. JUnit discovers this
 * class.
 */
public final class SecretsStaySecret implements BeforeAllCallback, AfterEachCallback {

    /** What marks a secret. */
    public static final String MARK = "SECRET";

    /* The log manager alone would let them be collected, and their levels and handlers with them. */
    private static final List<Logger> LOGGERS = List.of(Logger.getLogger(""), Logger.getLogger("app.quotawatch"));

    /* The JDK's own, which logs every byte that a peer sends. */
    private static final Logger WIRE = Logger.getLogger("jdk.internal.httpclient.debug");

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).getOrComputeIfAbsent(Reader.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Reader reader = context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).get(Reader.class, Reader.class);
        List<String> found = List.copyOf(reader.found);
        reader.found.clear();
        if (!found.isEmpty()) {
            throw new AssertionError("secrets in the log: " + found);
        }
    }

    private static final class Reader extends Handler {

        private final List<String> found = new CopyOnWriteArrayList<>();
        private final SimpleFormatter formatter = new SimpleFormatter();

        @SuppressWarnings("unused") // by the store
        Reader() {
            setLevel(Level.ALL);
            LOGGERS.get(0).setLevel(Level.ALL);
            WIRE.setLevel(Level.OFF);
            // ours does not propagate its records: see QuietLogs
            LOGGERS.forEach(logger -> logger.addHandler(this));
        }

        @Override
        public void publish(LogRecord logged) {
            String logger = String.valueOf(logged.getLoggerName());
            if (logger.startsWith("org.junit")) {
                // it logs the tests with their arguments
                return;
            }
            look(logger, formatter.formatMessage(logged));
            for (Throwable thrown = logged.getThrown(); thrown != null; thrown = thrown.getCause()) {
                look(logger, thrown.toString());
                for (Throwable suppressed : thrown.getSuppressed()) {
                    look(logger, suppressed.toString());
                }
            }
        }

        private void look(String logger, String line) {
            if (line != null && line.contains(MARK)) {
                found.add(logger + ": " + line);
            }
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // it lives as long as the tests run
        }
    }
}
