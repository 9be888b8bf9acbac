package app.quotawatch.tck.support;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Keeps all log records at INFO or above for tests to read. Checks every line at any level for secrets: the API key in lines of any
 * logger, the content of calls in lines of our loggers.
 */
public final class Logs extends Handler {

    private static final List<LogRecord> RECORDS = new CopyOnWriteArrayList<>();
    private static final List<String> LEAKS = new CopyOnWriteArrayList<>();
    private static final SimpleFormatter FORMATTER = new SimpleFormatter();

    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("app.quotawatch");

    /** Created by the JDK's log manager at its start: this class is the logging configuration of the test run. */
    public Logs() {
        ROOT.setLevel(Level.ALL);
        ROOT.addHandler(this);
    }

    /** Until the test ends, reads only our logs below INFO: clients that log every byte would take minutes for many calls. */
    public static void readOnlyOurs() {
        ROOT.setLevel(Level.INFO);
        OURS.setLevel(Level.ALL);
    }

    /** Clears the records and reads all loggers again. */
    public static void clear() {
        ROOT.setLevel(Level.ALL);
        RECORDS.clear();
        LEAKS.clear();
    }

    /** Returns the lines that contain a secret. */
    public static List<String> leaks() {
        return List.copyOf(LEAKS);
    }

    /** Returns the formatted records from this level up that mention the text anywhere, stack traces included. */
    public static List<String> mentioning(String text, Level atLeast) {
        return RECORDS.stream()
                .filter(logged -> logged.getLevel().intValue() >= atLeast.intValue())
                .map(FORMATTER::format)
                .filter(line -> line.contains(text))
                .toList();
    }

    /** Returns the formatted records from this level up that mention the library, and not only this suite. */
    public static List<String> mentioningUs(Level atLeast) {
        return mentioning("", atLeast).stream()
                .filter(line -> line.replace("app.quotawatch.tck", "").replace("tck.quotawatch.app", "")
                        .toLowerCase(Locale.ROOT).contains("quotawatch"))
                .toList();
    }

    @Override
    public void publish(LogRecord logged) {
        look(logged);
        if (logged.getLevel().intValue() < Level.INFO.intValue()) {
            return;
        }
        RECORDS.add(logged);
        if (logged.getLevel().intValue() >= Level.WARNING.intValue()) {
            System.err.print(FORMATTER.format(logged));
        }
    }

    private static void look(LogRecord logged) {
        String logger = String.valueOf(logged.getLoggerName());
        boolean ours = logger.startsWith("app.quotawatch");
        String line = FORMATTER.formatMessage(logged);
        for (Throwable thrown = logged.getThrown(); thrown != null; thrown = thrown.getCause()) {
            line = line + "\n" + thrown;
        }
        if (line != null && (line.contains(Settings.API_KEY) || ours && line.contains(Settings.SECRET))) {
            LEAKS.add(logger + ": " + line);
        }
    }

    @Override
    public void flush() {
        System.err.flush();
    }

    @Override
    public void close() {
        RECORDS.clear();
    }
}
