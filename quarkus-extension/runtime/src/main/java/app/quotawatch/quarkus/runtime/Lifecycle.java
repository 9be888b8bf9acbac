package app.quotawatch.quarkus.runtime;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import app.quotawatch.QuotaWatch;
import app.quotawatch.engine.Engine;
import io.quarkus.runtime.ShutdownEvent;

/** Delivers what waits when the application stops, after its own observers: they may still make calls. */
@Singleton
public final class Lifecycle {

    private static final int LAST = Integer.MAX_VALUE;

    private final QuotaWatch quotaWatch;

    Lifecycle(QuotaWatch quotaWatch) {
        this.quotaWatch = quotaWatch;
    }

    void drain(@Observes @jakarta.annotation.Priority(LAST) ShutdownEvent event) {
        if (quotaWatch instanceof Engine engine) {
            engine.drain();
        }
    }
}
