package app.quotawatch.quickstart;

import java.util.ArrayDeque;
import java.util.Deque;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

import app.quotawatch.quickstart.upstreams.Upstreams;

/** The ingest, the upstreams and the application, running in this JVM. */
final class Demo {

    private static final long SEED = 42;

    /* In reverse order of start: the application stops while everything that it calls is still running. */
    private final Deque<Runnable> stops = new ArrayDeque<>();
    private final Ingest ingest;
    private final Upstreams upstreams;
    private final Progress progress;

    /**
     * Starts everything.
     *
     * @throws RuntimeException if anything cannot start, with the reason; everything already started is stopped first
     */
    Demo(Options options) {
        try {
            ingest = Ingest.of(options);
            stops.push(ingest::close);
            upstreams = upstreams();
            progress = application().select(Progress.class).get();
        } catch (RuntimeException e) {
            stops.forEach(Runnable::run);
            throw e;
        }
    }

    private Upstreams upstreams() {
        Upstreams started = Upstreams.start(SEED);
        stops.push(started::close);
        return started;
    }

    private SeContainer application() {
        System.setProperty("openai.url", upstreams.openAi().uri().toString());
        System.setProperty("github.url", upstreams.gitHub().uri().toString());
        System.setProperty("quotawatch.ingest-url", ingest.uri().toString());
        SeContainer started = SeContainerInitializer.newInstance()
                // otherwise, on Ctrl-C, Weld would stop the application at the same time as this class
                .addProperty("org.jboss.weld.se.shutdownHook", false)
                .initialize();
        stops.push(started::close);
        return started;
    }

    Ingest ingest() {
        return ingest;
    }

    String line(long second) {
        return progress.line(second, upstreams);
    }

    /** Stops everything, the application first, and returns the outcome. */
    Outcome stop() {
        stops.forEach(Runnable::run);
        stops.clear();
        return progress.outcome(upstreams, ingest.stored());
    }
}
