package app.quotawatch.quarkus.runtime;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.eclipse.microprofile.config.ConfigProvider;

import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.observe.Applications;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;

/** Starts the application's QuotaWatch before any code of the application runs, and stops it after its beans are destroyed. */
@Recorder
public class QuotaWatchRecorder {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    /**
     * Reads the configuration and creates the life cycle that it requires.
     *
     * @param unobserved the libraries of HTTP clients that are not observed because the build knew of no API
     */
    public RuntimeValue<QuotaWatchLife> create(List<String> unobserved) {
        QuotaWatchConfig config = ConfigLoader.load(ConfigProvider.getConfig());
        if (config.enabled() && !config.apis().isEmpty() && !unobserved.isEmpty()) {
            LOGGER.log(Level.WARNING,
                    "QuotaWatch: calls of {0} are not observed, because no API was configured when the "
                            + "application was built; build it with quarkus.quotawatch.clients.enabled=true (false if this is "
                            + "intended)",
                    String.join(", ", unobserved));
        }
        LOGGER.log(Level.CONFIG, "QuotaWatch: {0}", config);
        return new RuntimeValue<>(QuotaWatchLife.of(config));
    }

    /** Returns the supplier of the bean that applications inject. */
    public Supplier<QuotaWatch> quotaWatch(RuntimeValue<QuotaWatchLife> life) {
        return new Bean(life);
    }

    /** Starts observing and delivering. */
    public void start(RuntimeValue<QuotaWatchLife> life, ScheduledExecutorService executor, ShutdownContext shutdown) {
        // after all beans, which may still make calls while they are destroyed
        shutdown.addLastShutdownTask(new End(life.getValue()));
        life.getValue().start(Applications.currentLoader(), executor);
    }

    private record Bean(RuntimeValue<QuotaWatchLife> life) implements Supplier<QuotaWatch> {

        @Override
        public QuotaWatch get() {
            return life.getValue().quotaWatch();
        }
    }

    private record End(QuotaWatchLife life) implements Runnable {

        @Override
        public void run() {
            life.shutDown();
        }
    }
}
