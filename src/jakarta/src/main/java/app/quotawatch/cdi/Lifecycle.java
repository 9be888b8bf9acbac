package app.quotawatch.cdi;

import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.enterprise.inject.spi.BeanManager;

import org.jspecify.annotations.Nullable;

import app.quotawatch.QuotaWatch;
import app.quotawatch.cdi.health.HealthSource;
import app.quotawatch.engine.DisabledQuotaWatch;
import app.quotawatch.engine.Engine;
import app.quotawatch.event.QuotaWatchEvent;
import app.quotawatch.observe.Application;
import app.quotawatch.observe.Applications;
import app.quotawatch.rest.cxf.ExistingClients;
import app.quotawatch.rest.resteasy.RememberedApplication;

/**
 * The lifecycle of one container's QuotaWatch. Its events can occur more than once: an enterprise application initialises and
 * destroys the application context of each of its web modules.
 */
final class Lifecycle implements HealthSource {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private final Application exclusion = Application.excluded();
    private final Integrations integrations = new Integrations();
    private @Nullable Configuration configuration;
    private @Nullable QuotaWatch quotaWatch;
    private @Nullable Engine engine;
    private @Nullable ExistingClients existingClients;
    private @Nullable ClassLoader application;
    private boolean started;

    @Override
    public @Nullable QuotaWatch quotaWatch() {
        return quotaWatch;
    }

    @Override
    public boolean exhaustedIsDown() {
        return configuration != null && configuration.exhaustedIsDown();
    }

    void configure(CdiEvents events) {
        configuration = Configuration.load();
        if (configuration.config().enabled()) {
            engine = configuration.engine();
            engine.onEvent(QuotaWatchEvent.class, events);
            quotaWatch = engine;
        } else {
            quotaWatch = new DisabledQuotaWatch();
        }
    }

    void start(BeanManager beans) {
        if (started || configuration == null) {
            return;
        }
        started = true;
        application = Applications.currentLoader();
        if (engine == null) {
            Applications.register(application, exclusion);
            LOGGER.log(Level.CONFIG, "QuotaWatch is disabled");
        } else {
            engine.start(application, PlatformLookup.scheduler(configuration.executor()));
            existingClients = ExistingClients.observe(application);
            integrations.start(beans, engine, configuration);
            LOGGER.log(Level.CONFIG, "QuotaWatch observes the calls of {0}", configuration.config());
        }
    }

    void drain() {
        if (engine != null) {
            engine.drain();
        }
    }

    void close() {
        Applications.unregister(exclusion);
        integrations.close();
        if (existingClients != null) {
            existingClients.close();
        }
        if (engine != null) {
            engine.shutDown();
        }
        if (application != null) {
            RememberedApplication.forget(application);
        }
        release();
    }

    /* Some servers retain the container of an application that has stopped, and this object with it. */
    private void release() {
        existingClients = null;
        engine = null;
        quotaWatch = new DisabledQuotaWatch();
        application = null;
    }
}
