package app.quotawatch.microprofile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The requests that reached the servers of the TCK and the observed events, each with its test class. The class is determined from
 * the time, because neither a request nor an event names its test; an undeployment and a deployment separate two classes.
 */
final class Journal {

    private static final String NO_TEST = "(none)";

    private static final NavigableMap<Instant, String> CLASS_STARTS = new ConcurrentSkipListMap<>();
    private static final Collection<Line> REQUESTS = new ConcurrentLinkedQueue<>();

    private Journal() {}

    static void testStarts(String testClass) {
        Map.Entry<Instant, String> last = CLASS_STARTS.lastEntry();
        if (last == null || !last.getValue().equals(testClass)) {
            // the timestamp of an event has milliseconds only
            CLASS_STARTS.put(Instant.now().truncatedTo(ChronoUnit.MILLIS), testClass);
        }
    }

    static void request(String method, String url) {
        REQUESTS.add(line(Instant.now(), method, url));
    }

    static Line line(Instant when, String method, String url) {
        Map.Entry<Instant, String> test = CLASS_STARTS.floorEntry(when);
        return new Line(test == null ? NO_TEST : test.getValue(), method, url);
    }

    static void writeRequests(Path folder) {
        write(folder.resolve("requests.txt"), List.copyOf(REQUESTS));
    }

    static void write(Path file, List<Line> lines) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines.stream().map(Line::toString).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Line> read(Path file) {
        try {
            return Files.readAllLines(file).stream().map(Line::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One request or event. */
    record Line(String testClass, String method, String url) {

        static Line parse(String text) {
            String[] parts = text.split(" ", 3);
            return new Line(parts[0], parts[1], parts[2]);
        }

        @Override
        public String toString() {
            return testClass + " " + method + " " + url;
        }
    }
}
