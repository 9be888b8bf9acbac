package app.quotawatch.cdi;

import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import app.quotawatch.InvalidConfigException;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.config.Advice;
import app.quotawatch.config.ConfigReader;
import app.quotawatch.delivery.JsonApi;
import app.quotawatch.engine.Engine;

/** What a deployment needs before it can start; what is missing or wrong becomes one problem of the deployment. */
final class Configuration {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private Configuration() {}

    static QuotaWatchConfig load() {
        Config source;
        try {
            source = ConfigProvider.getConfig();
        } catch (IllegalStateException | LinkageError e) {
            throw new DeploymentException("QuotaWatch reads its configuration by MicroProfile Config, of which no "
                    + "implementation was found: enable the server's feature, or add one such as io.smallrye.config:"
                    + "smallrye-config", e);
        }
        try {
            QuotaWatchConfig config = ConfigReader.read(source);
            Advice.on(source, config).forEach(advice -> LOGGER.log(Level.WARNING, "QuotaWatch: {0}", advice));
            return config;
        } catch (InvalidConfigException e) {
            throw new DeploymentException(e.getMessage());
        }
    }

    /* JSON-B's own exception must not be named here: where JSON-B is absent, looking it up would hide what is missing. */
    static Engine engine(QuotaWatchConfig config) {
        try {
            return Engine.ofContainer(config, JsonApi.BINDING);
        } catch (RuntimeException | LinkageError e) {
            if (e instanceof LinkageError || e.getClass().getName().startsWith("jakarta.json.")) {
                throw new DeploymentException(
                        "QuotaWatch writes events by JSON-B, of which no implementation was found: "
                                + "enable the server's feature, add one such as org.eclipse:yasson, or remove quotawatch.api-key to "
                                + "send nothing",
                        e);
            }
            throw e;
        }
    }
}
