package app.quotawatch.quarkus.deployment;

import java.util.List;

import org.eclipse.microprofile.config.ConfigProvider;

import app.quotawatch.ConfigProblem;
import app.quotawatch.InvalidConfigException;
import app.quotawatch.config.ConfigReader;
import io.quarkus.builder.item.EmptyBuildItem;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Reports the problems of the configuration already when the application is built. */
final class ConfigProcessor {

    @BuildStep
    @Produce(Checked.class)
    void check() {
        try {
            ConfigReader.read(ConfigProvider.getConfig());
        } catch (InvalidConfigException e) {
            // what is missing may come from the environment that the application is started in
            List<ConfigProblem> problems = e.problems().stream()
                    .filter(problem -> problem.kind() != ConfigProblem.Kind.MISSING).toList();
            if (!problems.isEmpty()) {
                throw new ConfigurationException(InvalidConfigException.of(problems).getMessage());
            }
        }
    }

    /** What is known of the configuration when the application is built is valid. */
    static final class Checked extends EmptyBuildItem {}
}
