package app.quotawatch.quarkus.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.eclipse.microprofile.config.Config;

import app.quotawatch.ConfigProblem;
import app.quotawatch.InvalidConfigException;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.config.Advice;
import app.quotawatch.config.ConfigReader;
import app.quotawatch.keys.ConfigKey;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Reads the configuration as the library does; its problems end the start, and Quarkus shows nothing but their list. */
public final class ConfigLoader {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");
    private static final ConfigKey EXHAUSTED_IS_DOWN = ConfigKey.EXHAUSTED_IS_DOWN;

    private ConfigLoader() {}

    /**
     * Returns the configuration.
     *
     * @throws InvalidConfigException with every property that is missing or wrong
     */
    public static QuotaWatchConfig read(Config source) {
        List<ConfigProblem> problems = new ArrayList<>();
        QuotaWatchConfig config = null;
        try {
            config = ConfigReader.read(source);
        } catch (InvalidConfigException e) {
            problems.addAll(e.problems());
        }
        String value = source.getConfigValue(EXHAUSTED_IS_DOWN.key()).getValue();
        if (value != null && !value.isBlank()
                && !EXHAUSTED_IS_DOWN.allowed().choices().contains(value.strip().toLowerCase(Locale.ROOT))) {
            problems.add(ConfigProblem.of(ConfigProblem.Kind.INVALID, EXHAUSTED_IS_DOWN.key(),
                    EXHAUSTED_IS_DOWN.key() + " = '" + value + "': " + EXHAUSTED_IS_DOWN.allowed().rule()));
        }
        if (config == null || !problems.isEmpty()) {
            throw InvalidConfigException.of(problems);
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
        for (String advice : Advice.on(source, config, List.of(EXHAUSTED_IS_DOWN.key()))) {
            LOGGER.log(Level.WARNING, "QuotaWatch: {0}", advice);
        }
        Optional<String> executor = ConfigReader.executor(source);
        if (executor.isPresent()) {
            LOGGER.log(Level.WARNING, "QuotaWatch: quotawatch.executor = ''{0}'' has no effect on Quarkus, whose own "
                    + "executor is used", executor.get());
        }
        return config;
    }
}
