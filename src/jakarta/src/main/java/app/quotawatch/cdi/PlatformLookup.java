package app.quotawatch.cdi;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

import javax.naming.InitialContext;
import javax.naming.NamingException;

import jakarta.enterprise.inject.spi.DeploymentException;

import app.quotawatch.engine.OwnScheduler;
import app.quotawatch.engine.PlatformScheduler;
import app.quotawatch.time.Scheduler;

/**
 * Finds the platform's ManagedScheduledExecutorService, and falls back to a thread of our own if there is none. It is looked up
 * by name, because injecting it into a library's classes fails on some servers; and Jakarta Concurrency is only used where it is
 * present.
 */
final class PlatformLookup {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    /* The name of the default one according to Jakarta Concurrency, and TomEE's name. */
    private static final List<String> DEFAULTS = List.of("java:comp/DefaultManagedScheduledExecutorService",
            "openejb:Resource/Default Scheduled Executor Service");

    private static final String CONTEXT_SERVICE = "java:comp/DefaultContextService";

    private PlatformLookup() {}

    static Scheduler scheduler(Optional<String> name) {
        if (name.isPresent()) {
            return at(name.get()).orElseThrow(() -> new DeploymentException("quotawatch.executor = '"
                    + name.get()
                    + "': must be the JNDI name of a ManagedScheduledExecutorService, but none is bound there"));
        }
        return DEFAULTS.stream()
                .map(PlatformLookup::at)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(OwnScheduler::new);
    }

    private static Optional<Scheduler> at(String name) {
        return lookUp(name)
                .filter(ScheduledExecutorService.class::isInstance)
                .map(platform -> new PlatformScheduler((ScheduledExecutorService) platform, context()));
    }

    /* Without a context service, tasks have the context class loader, which is all that most of them need. */
    private static UnaryOperator<Runnable> context() {
        return lookUp(CONTEXT_SERVICE).<UnaryOperator<Runnable>>map(service -> task -> inContext(service, task))
                .orElse(UnaryOperator.identity());
    }

    private static Runnable inContext(Object service, Runnable task) {
        try {
            Class<?> type = Class.forName("jakarta.enterprise.concurrent.ContextService", false,
                    service.getClass().getClassLoader());
            return (Runnable) type.getMethod("createContextualProxy", Object.class, Class.class).invoke(service, task,
                    Runnable.class);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOGGER.log(Level.FINE, "QuotaWatch cannot create a context for a task", e);
            return task;
        }
    }

    private static Optional<Object> lookUp(String name) {
        try {
            return Optional.ofNullable(new InitialContext().lookup(name));
        } catch (NamingException | RuntimeException e) {
            LOGGER.log(Level.FINE, "QuotaWatch found nothing at " + name, e);
            return Optional.empty();
        }
    }
}
