package app.quotawatch.quickstart;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

import app.quotawatch.ingest.LocalIngest;

/**
 * The ingest that the events are delivered to.
 *
 * @param bundled the bundled ingest; empty if another one is used
 */
record Ingest(URI uri, Optional<LocalIngest> bundled) {

    /**
     * Starts the bundled ingest, unless the options name another one.
     *
     * @throws RuntimeException if it cannot start, with the reason
     */
    static Ingest of(Options options) {
        if (options.ingest().isPresent()) {
            return new Ingest(options.ingest().get(), Optional.empty());
        }
        LocalIngest started = LocalIngest.builder().port(options.port()).start();
        return new Ingest(started.uri(), Optional.of(started));
    }

    String opening() {
        return (bundled.isPresent() ? "QuotaWatch dashboard: " : "Delivering to: ") + uri + "/  (Ctrl-C stops)";
    }

    /** Returns how many events the bundled ingest has stored; empty if another one is used. */
    OptionalLong stored() {
        return bundled.isPresent() ? OptionalLong.of(bundled.get().received()) : OptionalLong.empty();
    }

    void close() {
        bundled.ifPresent(LocalIngest::close);
    }
}
