package app.quotawatch.cdi;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import app.quotawatch.InvalidConfigException;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.config.Advice;
import app.quotawatch.config.ConfigReader;
import app.quotawatch.engine.Engine;
import app.quotawatch.keys.ConfigKey;

/**
 * What a deployment needs before it can start; what is missing or wrong becomes one problem of the deployment.
 *
 * @param config what the core is started with
 * @param executor the JNDI name of the executor to use; empty for the platform's own
 * @param metrics whether meters are published
 * @param traces whether the spans of calls have attributes
 * @param exhaustedIsDown whether the health check is DOWN while a window of any API is exhausted
 */
record Configuration(QuotaWatchConfig config, Optional<String> executor, boolean metrics, boolean traces,
        boolean exhaustedIsDown) {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    static Configuration load() {
        Config source;
        try {
            source = ConfigProvider.getConfig();
        } catch (IllegalStateException | LinkageError e) {
            throw new DeploymentException(
                    "QuotaWatch requires MicroProfile Config, but no implementation was found: enable the server's feature, or add one such as io.smallrye.config:"
                            + "smallrye-config",
                    e);
        }
        try {
            QuotaWatchConfig config = ConfigReader.read(source);
            Advice.on(source, config).forEach(advice -> LOGGER.log(Level.WARNING, "QuotaWatch: {0}", advice));
            return new Configuration(config, ConfigReader.executor(source),
                    ConfigReader.isTrue(source, ConfigKey.METRICS_ENABLED),
                    ConfigReader.isTrue(source, ConfigKey.TRACES_ENABLED),
                    ConfigReader.isTrue(source, ConfigKey.EXHAUSTED_IS_DOWN));
        } catch (InvalidConfigException e) {
            throw new DeploymentException(e.getMessage());
        }
    }

    Engine engine() {
        return Engine.ofContainer(config);
    }
}
