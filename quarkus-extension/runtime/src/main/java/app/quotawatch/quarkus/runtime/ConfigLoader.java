package app.quotawatch.quarkus.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.eclipse.microprofile.config.Config;

import app.quotawatch.InvalidConfigException;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.config.Advice;
import app.quotawatch.config.ConfigReader;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Reads the configuration as the library does; what is wrong with it ends the start, and Quarkus shows nothing but the list. */
public final class ConfigLoader {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");
    private static final String EXHAUSTED_IS_DOWN = "quotawatch.health.exhausted-is-down";
    private static final List<String> KEYS_OF_QUARKUS = List.of(EXHAUSTED_IS_DOWN);

    private ConfigLoader() {}

    /**
     * Returns the configuration.
     *
     * @throws InvalidConfigException naming every property that is missing or wrong
     */
    public static QuotaWatchConfig read(Config source) {
        List<String> problems = new ArrayList<>();
        QuotaWatchConfig config = null;
        try {
            config = ConfigReader.read(source);
        } catch (InvalidConfigException e) {
            problems.addAll(e.problems());
        }
        String value = source.getConfigValue(EXHAUSTED_IS_DOWN).getValue();
        if (value != null && !value.isBlank() && !value.strip().equalsIgnoreCase("true")
                && !value.strip().equalsIgnoreCase("false")) {
            problems.add(EXHAUSTED_IS_DOWN + " = '" + value + "': must be true or false");
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return config;
    }

    static QuotaWatchConfig load(Config source) {
        QuotaWatchConfig config;
        try {
            config = read(source);
        } catch (InvalidConfigException e) {
            throw new ConfigurationException(e.getMessage());
        }
        for (String advice : Advice.on(source, config, KEYS_OF_QUARKUS)) {
            LOGGER.log(Level.WARNING, "QuotaWatch: {0}", advice);
        }
        if (config.executor().isPresent()) {
            LOGGER.log(Level.WARNING, "QuotaWatch: quotawatch.executor = ''{0}'' has no meaning on Quarkus, whose own "
                    + "executor is used", config.executor().get());
        }
        return config;
    }
}
