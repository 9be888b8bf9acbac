package app.quotawatch.quarkus.runtime;

import java.util.function.Consumer;
import java.util.logging.Level;

import jakarta.enterprise.event.NotificationOptions;

import app.quotawatch.event.QuotaWatchEvent;
import app.quotawatch.log.MinuteLog;
import app.quotawatch.privacy.PrintableText;
import app.quotawatch.time.Ticker;
import io.quarkus.arc.ArcContainer;

/** Fires QuotaWatch's events as asynchronous CDI events. It is called on a thread for listeners, so observers run there too. */
final class CdiEvents implements Consumer<QuotaWatchEvent> {

    private final MinuteLog failures = new MinuteLog(Level.WARNING, new Ticker());

    private final ArcContainer container;

    CdiEvents(ArcContainer container) {
        this.container = container;
    }

    @Override
    public void accept(QuotaWatchEvent event) {
        container.beanManager().getEvent().fireAsync(event, NotificationOptions.ofExecutor(Runnable::run))
                .whenComplete((fired, error) -> {
                    if (error != null) {
                        failures.log(error, "An observer of QuotaWatch''s events failed on {0}",
                                PrintableText.of(event.toString()));
                    }
                });
    }
}
