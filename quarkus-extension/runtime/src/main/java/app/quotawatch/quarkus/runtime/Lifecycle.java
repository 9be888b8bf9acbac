package app.quotawatch.quarkus.runtime;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;

/** Delivers buffered events when the application stops, after the application's own observers, which may still make calls. */
@Singleton
public final class Lifecycle {

    private static final int LAST = Integer.MAX_VALUE;

    private final QuotaWatchLife life;

    Lifecycle(QuotaWatchLife life) {
        this.life = life;
    }

    void drain(@Observes @Priority(LAST) ShutdownEvent event) {
        life.drain();
    }
}
