package app.quotawatch.cdi;

import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.inject.spi.BeanManager;

import app.quotawatch.QuotaWatch;
import app.quotawatch.event.QuotaWatchEvent;

/** Fires QuotaWatch's events as asynchronous CDI events. It is already called on QuotaWatch's executor, so observers run there. */
final class CdiEvents implements Consumer<QuotaWatchEvent> {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private final BeanManager beans;

    CdiEvents(BeanManager beans) {
        this.beans = beans;
    }

    @Override
    public void accept(QuotaWatchEvent event) {
        beans.getEvent().fireAsync(event, NotificationOptions.ofExecutor(Runnable::run))
                .whenComplete((fired, error) -> {
                    if (error != null) {
                        LOGGER.log(Level.WARNING, "An observer of QuotaWatch's events failed on " + event, error);
                    }
                });
    }
}
