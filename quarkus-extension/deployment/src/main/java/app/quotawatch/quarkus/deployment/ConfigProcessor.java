package app.quotawatch.quarkus.deployment;

import java.util.List;

import org.eclipse.microprofile.config.ConfigProvider;

import app.quotawatch.InvalidConfigException;
import app.quotawatch.quarkus.runtime.ConfigLoader;
import io.quarkus.builder.item.EmptyBuildItem;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Finds what is wrong in the configuration already when the application is built. */
final class ConfigProcessor {

    @BuildStep
    @Produce(Checked.class)
    void check() {
        try {
            ConfigLoader.read(ConfigProvider.getConfig());
        } catch (InvalidConfigException e) {
            // what is missing may come from the environment that the application is started in
            List<String> problems = e.problems().stream().filter(problem -> !problem.contains(" is missing:")).toList();
            if (!problems.isEmpty()) {
                throw new ConfigurationException(new InvalidConfigException(problems).getMessage());
            }
        }
    }

    /** Says that what is known of the configuration now can be used. */
    static final class Checked extends EmptyBuildItem {}
}
