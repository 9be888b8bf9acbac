package app.quotawatch.quarkus.runtime.clients;

import org.jspecify.annotations.Nullable;

/** Implemented by Vert.x's HTTP request, as changed at build time. */
public interface VertxRequest {

    /** Returns what the hook keeps here; null at first. */
    @Nullable
    Object quotaWatchCall();

    /** Keeps an object of the hook. */
    void quotaWatchCall(Object call);
}
