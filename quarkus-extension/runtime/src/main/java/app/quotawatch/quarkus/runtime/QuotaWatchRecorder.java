package app.quotawatch.quarkus.runtime;

import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.eclipse.microprofile.config.ConfigProvider;

import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.event.QuotaWatchEvent;
import app.quotawatch.observe.Intakes;
import app.quotawatch.observe.NoIntake;
import app.quotawatch.delivery.JsonApi;
import app.quotawatch.engine.DisabledQuotaWatch;
import app.quotawatch.engine.Engine;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;

/** Starts the application's QuotaWatch, before any code of the application runs, and closes it after its beans are destroyed. */
@Recorder
public class QuotaWatchRecorder {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    /** Reads the configuration, and makes what it asks for. */
    public RuntimeValue<QuotaWatch> create() {
        QuotaWatchConfig config = ConfigLoader.load(ConfigProvider.getConfig());
        LOGGER.log(Level.CONFIG, "QuotaWatch: {0}", config);
        return new RuntimeValue<>(config.enabled() ? new Engine(config, JsonApi.PROCESSING) : new DisabledQuotaWatch());
    }

    /** Gives the bean. */
    public Supplier<QuotaWatch> bean(RuntimeValue<QuotaWatch> quotaWatch) {
        return new Bean(quotaWatch);
    }

    /** Begins to observe and to deliver. */
    public void start(RuntimeValue<QuotaWatch> quotaWatch, ScheduledExecutorService executor,
            ShutdownContext shutdown) {
        ClassLoader application = Intakes.currentApplication();
        if (quotaWatch.getValue() instanceof Engine engine) {
            // beans may still make calls while they are destroyed, hence after all of them
            shutdown.addLastShutdownTask(new Closing(engine));
            engine.onEvent(QuotaWatchEvent.class, new CdiEvents(Arc.container()));
            engine.start(application, new QuarkusExecutor(executor));
        } else {
            NoIntake exclusion = new NoIntake();
            shutdown.addLastShutdownTask(() -> Intakes.unregister(exclusion));
            Intakes.register(application, exclusion);
        }
    }

    private record Bean(RuntimeValue<QuotaWatch> quotaWatch) implements Supplier<QuotaWatch> {

        @Override
        public QuotaWatch get() {
            return quotaWatch.getValue();
        }
    }

    private record Closing(Engine engine) implements Runnable {

        @Override
        public void run() {
            engine.close();
        }
    }

    private record QuarkusExecutor(ScheduledExecutorService service) implements Engine.Executor {

        @Override
        public void close() {
            // it is Quarkus's
        }
    }
}
