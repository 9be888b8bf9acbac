package app.quotawatch.cdi;

import java.util.function.Consumer;
import java.util.logging.Level;

import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.inject.spi.BeanManager;

import app.quotawatch.QuotaWatch;
import app.quotawatch.event.QuotaWatchEvent;
import app.quotawatch.log.MinuteLog;
import app.quotawatch.privacy.PrintableText;
import app.quotawatch.time.Ticker;

/** Fires QuotaWatch's events as asynchronous CDI events. It is already called on a thread for listeners, so observers run there. */
final class CdiEvents implements Consumer<QuotaWatchEvent> {

    private final MinuteLog failures = new MinuteLog(Level.WARNING, new Ticker());

    private final BeanManager beans;

    CdiEvents(BeanManager beans) {
        this.beans = beans;
    }

    @Override
    public void accept(QuotaWatchEvent event) {
        beans.getEvent().fireAsync(event, NotificationOptions.ofExecutor(Runnable::run))
                .whenComplete((fired, error) -> {
                    if (error != null) {
                        failures.log(error, "An observer of QuotaWatch''s events failed on {0}",
                                PrintableText.of(event.toString()));
                    }
                });
    }
}
