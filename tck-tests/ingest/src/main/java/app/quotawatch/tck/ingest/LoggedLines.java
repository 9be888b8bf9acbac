package app.quotawatch.tck.ingest;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What this JVM logs, apart from the test's own client and the test framework. */
final class LoggedLines {

    private static final Logger ROOT = Logger.getLogger("");
    private static final List<String> NOT_OURS = List.of("jdk.", "sun.", "org.junit", "org.awaitility");

    private final Lines lines;
    private final Level before = ROOT.getLevel();
    private final Level level;

    /** Keeps what is worth the attention of a person. */
    LoggedLines() {
        this(Level.INFO);
    }

    LoggedLines(Level level) {
        this.level = level;
        this.lines = new Lines(level);
    }

    void start() {
        if (level.intValue() < Level.INFO.intValue()) {
            ROOT.setLevel(level);
        }
        ROOT.addHandler(lines);
    }

    List<String> stop() {
        ROOT.removeHandler(lines);
        ROOT.setLevel(before);
        return List.copyOf(lines.all);
    }

    private static final class Lines extends Handler {

        private final List<String> all = new CopyOnWriteArrayList<>();
        private final SimpleFormatter formatter = new SimpleFormatter();

        Lines(Level level) {
            setLevel(level);
        }

        @Override
        public void publish(LogRecord logged) {
            String logger = String.valueOf(logged.getLoggerName());
            if (isLoggable(logged) && NOT_OURS.stream().noneMatch(logger::startsWith)) {
                all.add(formatter.format(logged));
            }
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing to release
        }
    }
}
