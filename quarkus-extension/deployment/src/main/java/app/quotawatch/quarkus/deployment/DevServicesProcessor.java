package app.quotawatch.quarkus.deployment;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import app.quotawatch.config.ConfigReader;
import app.quotawatch.ingest.LocalIngest;
import app.quotawatch.quarkus.runtime.QuotaWatchBuildSettings;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.CuratedApplicationShutdownBuildItem;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;

/** Starts a local ingest for the application in development and test mode, in this process. */
@BuildSteps(onlyIf = {IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class})
final class DevServicesProcessor {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");
    private static final String API_KEY = "quotawatch.api-key";
    private static final String INGEST_URL = "quotawatch.ingest-url";

    /* Not a secret: the Dev Service accepts any key. */
    private static final String KEY = "qw_dev_local";

    /* Static, so that the build steps of each live reload find it again. */
    private static volatile @Nullable Running running;

    @BuildStep
    void start(QuotaWatchBuildSettings settings, CuratedApplicationShutdownBuildItem shutdown,
            BuildProducer<DevServicesResultBuildItem> results) {
        int port = settings.devservices().port().orElse(0);
        if (running != null && (!isWanted(settings) || running.port != port)) {
            stop();
        }
        if (!isWanted(settings)) {
            return;
        }
        if (running == null) {
            try {
                running = new Running(LocalIngest.builder().port(port).start(), port);
            } catch (UncheckedIOException e) {
                LOGGER.warnf("Dev Services for QuotaWatch could not be started; no events will be sent: %s",
                        e.getMessage());
                return;
            }
            shutdown.addCloseTask(DevServicesProcessor::stop, true);
            LOGGER.infof("Dev Services for QuotaWatch started. Dashboard: %s", running.ingest.uri());
        }
        results.produce(DevServicesResultBuildItem.discovered()
                .feature(QuotaWatchProcessor.FEATURE)
                .description("Local ingest with a dashboard at " + running.ingest.uri())
                .config(Map.of(API_KEY, KEY, INGEST_URL, running.ingest.uri().toString()))
                .build());
    }

    /** Returns the address of the dashboard if the Dev Service is running. */
    static Optional<String> dashboard() {
        return Optional.ofNullable(running).map(service -> service.ingest.uri().toString());
    }

    private static boolean isWanted(QuotaWatchBuildSettings settings) {
        Config config = ConfigProvider.getConfig();
        return settings.devservices().enabled() && ConfigReader.isEnabled(config)
                && List.of(API_KEY, INGEST_URL).stream().allMatch(key -> isUnset(config, key));
    }

    /* An expression that can only be resolved at run time counts as set. */
    private static boolean isUnset(Config config, String key) {
        String value = config.getConfigValue(key).getRawValue();
        return value == null || value.isBlank();
    }

    private static void stop() {
        Running stopping = running;
        running = null;
        if (stopping != null) {
            stopping.ingest.close();
        }
    }

    private record Running(LocalIngest ingest, int port) {}
}
