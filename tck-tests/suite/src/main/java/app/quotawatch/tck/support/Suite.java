package app.quotawatch.tck.support;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.logging.Level;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import app.quotawatch.ingest.LocalIngest;
import app.quotawatch.ingest.StoredEvent;

/** Provides most tests with an upstream and an ingest, closes everything at the end, and checks the logs for secrets. */
public abstract class Suite {

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** The API that is called. */
    protected Upstream upstream;

    /** The ingest that receives the events. */
    protected LocalIngest ingest;

    @BeforeEach
    final void open() {
        Logs.clear();
        upstream = closing(new Upstream());
        ingest = closing(LocalIngest.builder().port(0).start());
    }

    @AfterEach
    final void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
        Assertions.assertThat(Logs.leaks()).as("log lines that contain a secret, at any level").isEmpty();
    }

    /** Closes the resource when the test ends, in reverse order of registration. */
    protected final <T extends AutoCloseable> T closing(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Starts an application that observes the upstream and sends to the ingest. */
    protected final Application application() {
        return application(Settings.sendingTo(ingest).things(upstream));
    }

    /** Starts an application. */
    protected final Application application(Settings settings) {
        return closing(settings.start());
    }

    /** Flushes and returns all events of the ingest, oldest first. */
    protected final List<StoredEvent> delivered(Application application) {
        application.quotaWatch().flush();
        return ingest.events();
    }

    /** Asserts that nothing was logged about us at WARNING or above. */
    protected static void assertQuiet() {
        Assertions.assertThat(Logs.mentioningUs(Level.WARNING)).as("warnings that mention us").isEmpty();
    }
}
