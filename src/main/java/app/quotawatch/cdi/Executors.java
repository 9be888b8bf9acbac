package app.quotawatch.cdi;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;

import javax.naming.InitialContext;
import javax.naming.NamingException;

import jakarta.enterprise.inject.spi.DeploymentException;

import app.quotawatch.engine.Engine;
import app.quotawatch.engine.OwnThread;

/**
 * Finds the platform's ManagedScheduledExecutorService, and is content with a thread of our own where there is none. It is
 * looked up by name, as injecting it fails on some servers in a library's classes; and it is used as what Java SE knows of it,
 * so that Jakarta Concurrency need not be there.
 */
final class Executors {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    /* The name that Jakarta Concurrency gives the default one, and where TomEE has it instead. */
    private static final List<String> DEFAULTS = List.of("java:comp/DefaultManagedScheduledExecutorService",
            "openejb:Resource/Default Scheduled Executor Service");

    private Executors() {}

    static Engine.Executor find(Optional<String> name) {
        if (name.isPresent()) {
            return lookUp(name.get()).<Engine.Executor>map(Managed::new).orElseThrow(() -> new DeploymentException(
                    "quotawatch.executor = '" + name.get()
                            + "': must be the JNDI name of a ManagedScheduledExecutorService, "
                            + "but nothing of that kind is bound there"));
        }
        return DEFAULTS.stream()
                .map(Executors::lookUp)
                .flatMap(Optional::stream)
                .findFirst().<Engine.Executor>map(Managed::new)
                .orElseGet(OwnThread::new);
    }

    private static Optional<ScheduledExecutorService> lookUp(String name) {
        try {
            return Optional.ofNullable(new InitialContext().lookup(name))
                    .filter(ScheduledExecutorService.class::isInstance)
                    .map(ScheduledExecutorService.class::cast);
        } catch (NamingException | RuntimeException e) {
            LOGGER.log(Level.FINE, "no executor at " + name, e);
            return Optional.empty();
        }
    }

    private record Managed(ScheduledExecutorService service) implements Engine.Executor {

        @Override
        public void close() {
            // it is the platform's
        }
    }
}
