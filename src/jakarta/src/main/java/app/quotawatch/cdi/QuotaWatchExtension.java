package app.quotawatch.cdi;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;

import app.quotawatch.QuotaWatch;
import app.quotawatch.cdi.health.HealthSource;

/**
 * Provides the application's {@link QuotaWatch} and manages its lifecycle: it is configured when the deployment is validated,
 * started before everything else when the application is initialised, drained when the application begins to stop, and closed
 * when its container does. The bean is added here and not discovered, so that the jar can be a library anywhere.
 */
public final class QuotaWatchExtension implements Extension {

    /*
     * Before every observer of the application, so that the calls it makes while it starts are observed; and before other extensions
     * at the end, since one that fails then keeps the later ones from being called.
     */
    private static final int FIRST = 1;

    private final Lifecycle lifecycle = new Lifecycle();

    void addHealthCheck(@Observes BeforeBeanDiscovery event) {
        Integrations.addHealthCheck(event);
    }

    void addBeans(@Observes AfterBeanDiscovery event) {
        // a pseudo-scope, since the bean must also work on threads without an active context
        event.addBean()
                .types(QuotaWatch.class, Object.class)
                .scope(Singleton.class)
                .createWith(context -> lifecycle.quotaWatch());
        event.addBean()
                .types(HealthSource.class, Object.class)
                .scope(Dependent.class)
                .createWith(context -> lifecycle);
        Integrations.addHealthCheck(event, lifecycle);
    }

    void configure(@Observes @Priority(FIRST) AfterDeploymentValidation event, BeanManager beans) {
        try {
            lifecycle.configure(new CdiEvents(beans));
        } catch (RuntimeException | LinkageError e) {
            event.addDeploymentProblem(e);
        }
    }

    void start(@Observes @Priority(FIRST) @Initialized(ApplicationScoped.class) Object event,
            BeanManager beans) {
        lifecycle.start(beans);
    }

    /* Beans are destroyed after this and may still make calls; those are delivered when the container shuts down. */
    void drain(@Observes @Priority(Integer.MAX_VALUE) @BeforeDestroyed(ApplicationScoped.class) Object event) {
        lifecycle.drain();
    }

    void close(@Observes @Priority(FIRST) BeforeShutdown event) {
        lifecycle.close();
    }
}
