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
    public @Nullable Observation start(String method, @Nullable String scheme, @Nullable String host, int port,
            @Nullable String path) {
        return null;
    }

    @Override
    public boolean mayObserve(@Nullable String scheme, @Nullable String host, int port) {
        return false;
    }

    @Override
    public void internalError(Throwable error) {
        // nothing is observed
    }
}
