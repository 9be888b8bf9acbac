package app.quotawatch.quarkus.runtime;

import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.enterprise.event.NotificationOptions;

import app.quotawatch.event.QuotaWatchEvent;
import io.quarkus.arc.ArcContainer;

/** Fires QuotaWatch's events as asynchronous CDI events. It is called on Quarkus's executor, so observers run there too. */
final class CdiEvents implements Consumer<QuotaWatchEvent> {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private final ArcContainer container;

    CdiEvents(ArcContainer container) {
        this.container = container;
    }

    @Override
    public void accept(QuotaWatchEvent event) {
        container.beanManager().getEvent().fireAsync(event, NotificationOptions.ofExecutor(Runnable::run))
                .whenComplete((fired, error) -> {
                    if (error != null) {
                        LOGGER.log(Level.WARNING, "An observer of QuotaWatch's events failed on " + event, error);
                    }
                });
    }
}
