package app.quotawatch.quickstart;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

import app.quotawatch.ingest.LocalIngest;
import app.quotawatch.quickstart.upstreams.Upstreams;

/** The ingest, the upstreams and the application, running in this JVM. */
final class Demo {

    private static final long SEED = 42;

    /* The last started comes first: the application stops while all that it calls is still there. */
    private final Deque<Runnable> stops = new ArrayDeque<>();
    private final URI ingestUri;
    private final Optional<LocalIngest> ingest;
    private final Upstreams upstreams;
    private final Progress progress;

    /**
     * Starts everything.
     *
     * @throws RuntimeException saying why it cannot; nothing is running then
     */
    Demo(Options options) {
        try {
            ingest = options.ingest().isPresent() ? Optional.empty() : Optional.of(ingest(options.port()));
            ingestUri = options.ingest().or(() -> ingest.map(LocalIngest::uri)).orElseThrow();
            upstreams = upstreams();
            progress = application().select(Progress.class).get();
        } catch (RuntimeException e) {
            stops.forEach(Runnable::run);
            throw e;
        }
    }

    private LocalIngest ingest(int port) {
        LocalIngest started = LocalIngest.builder().port(port).start();
        stops.push(started::close);
        return started;
    }

    private Upstreams upstreams() {
        Upstreams started = Upstreams.start(SEED);
        stops.push(started::close);
        return started;
    }

    private SeContainer application() {
        System.setProperty("openai.url", upstreams.openAi().toString());
        System.setProperty("github.url", upstreams.gitHub().toString());
        System.setProperty("quotawatch.ingest-url", ingestUri.toString());
        SeContainer started = SeContainerInitializer.newInstance()
                // on Ctrl-C Weld would stop the application, and we would at the same time
                .addProperty("org.jboss.weld.se.shutdownHook", false)
                .initialize();
        stops.push(started::close);
        return started;
    }

    URI ingestUri() {
        return ingestUri;
    }

    /** Returns the ingest; empty if the one that is used is not ours. */
    Optional<LocalIngest> ingest() {
        return ingest;
    }

    String line(long second) {
        return progress.line(second, upstreams);
    }

    /** Stops everything, the application first, and says what came of it. */
    Outcome stop() {
        stops.forEach(Runnable::run);
        stops.clear();
        return progress.outcome(upstreams, ingest.map(LocalIngest::received).map(OptionalLong::of)
                .orElse(OptionalLong.empty()));
    }
}
