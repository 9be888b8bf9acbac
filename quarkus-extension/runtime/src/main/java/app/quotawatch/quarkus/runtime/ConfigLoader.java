package app.quotawatch.quarkus.runtime;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.eclipse.microprofile.config.Config;

import app.quotawatch.InvalidConfigException;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.config.Advice;
import app.quotawatch.config.ConfigReader;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Reads the configuration as the library does; its problems end the start, and Quarkus shows nothing but their list. */
final class ConfigLoader {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private ConfigLoader() {}

    static QuotaWatchConfig load(Config source) {
        QuotaWatchConfig config;
        try {
            config = ConfigReader.read(source);
        } catch (InvalidConfigException e) {
            throw new ConfigurationException(e.getMessage());
        }
        for (String advice : Advice.on(source, config)) {
            LOGGER.log(Level.WARNING, "QuotaWatch: {0}", advice);
        }
        Optional<String> executor = ConfigReader.executor(source);
        if (executor.isPresent()) {
            LOGGER.log(Level.WARNING, "QuotaWatch: quotawatch.executor = ''{0}'' has no effect on Quarkus, whose own "
                    + "executor is used", executor.get());
        }
        if (config.fleet().isPresent() && config.fleet().get().property("redis.url").isPresent()) {
            LOGGER.log(Level.WARNING, "QuotaWatch: quotawatch.fleet.redis.url has no effect on Quarkus, where the "
                    + "application's own Redis client is used; set quarkus.redis.hosts");
        }
        return config;
    }
}
