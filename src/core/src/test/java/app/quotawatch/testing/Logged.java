package app.quotawatch.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Keeps what QuotaWatch logs, at every level, for a test to read. */
public final class Logged extends Handler implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final Level levelBefore = LOGGER.getLevel();

    private Logged() {
        setLevel(Level.ALL);
    }

    public static Logged start() {
        Logged logged = new Logged();
        LOGGER.setLevel(Level.ALL);
        LOGGER.addHandler(logged);
        return logged;
    }

    /** Returns the messages of this level, parameters filled in. */
    public List<String> at(Level level) {
        return records.stream().filter(logged -> logged.getLevel().equals(level)).map(formatter::formatMessage)
                .toList();
    }

    /** Returns the messages of this level and above. */
    public List<String> from(Level level) {
        return records.stream().filter(logged -> logged.getLevel().intValue() >= level.intValue())
                .map(formatter::formatMessage).toList();
    }

    /** Returns everything as one text: messages, parameters and stack traces. */
    public String everything() {
        StringWriter text = new StringWriter();
        PrintWriter lines = new PrintWriter(text);
        for (LogRecord logged : records) {
            lines.println(logged.getLevel() + " " + formatter.formatMessage(logged));
            if (logged.getThrown() != null) {
                logged.getThrown().printStackTrace(lines);
            }
        }
        return text.toString();
    }

    @Override
    public void publish(LogRecord logged) {
        records.add(logged);
    }

    @Override
    public void flush() {
        // nothing is buffered
    }

    @Override
    public void close() {
        LOGGER.removeHandler(this);
        LOGGER.setLevel(levelBefore);
    }
}
