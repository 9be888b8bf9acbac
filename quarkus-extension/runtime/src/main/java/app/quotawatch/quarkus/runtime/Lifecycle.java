package app.quotawatch.quarkus.runtime;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;

/** Delivers what waits when the application stops, after its own observers: they may still make calls. */
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
