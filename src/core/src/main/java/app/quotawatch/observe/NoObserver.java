package app.quotawatch.observe;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import app.quotawatch.spi.ClientObserver;

/** Observes nothing. */
final class NoObserver implements ClientObserver {

    @Override
    public @Nullable Observation start(String method, URI uri) {
        return null;
    }

    @Override
    public void internalError(Throwable error) {
        // nothing is observed
    }
}
