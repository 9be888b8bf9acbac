package app.quotawatch.quarkus.runtime;

import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.enterprise.event.NotificationOptions;

import app.quotawatch.quota.QuotaEvent;
import io.quarkus.arc.ArcContainer;

/** Fires QuotaWatch's events as asynchronous CDI events. It is called on Quarkus's executor already, so observers run there. */
final class CdiEvents implements Consumer<QuotaEvent> {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private final ArcContainer container;

    CdiEvents(ArcContainer container) {
        this.container = container;
    }

    @Override
    public void accept(QuotaEvent event) {
        container.beanManager().getEvent().fireAsync(event, NotificationOptions.ofExecutor(Runnable::run))
                .whenComplete((fired, error) -> {
                    if (error != null) {
                        LOGGER.log(Level.WARNING, "An observer of QuotaWatch failed on " + event, error);
                    }
                });
    }
}
