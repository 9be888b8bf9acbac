package app.quotawatch.config;

import java.util.LinkedHashMap;
import java.util.Map;

import org.eclipse.microprofile.config.Config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;

/** Makes real MicroProfile Configs. */
final class Sources {

    private static final int ENVIRONMENT = 300;
    private static final int FILE = 100;

    private Sources() {}

    /** Returns a configuration of a properties file: keys and values in turn. */
    static Config file(String... properties) {
        return of(properties(properties), Map.of());
    }

    /** Returns a configuration of environment variables: names and values in turn. */
    static Config environment(String... variables) {
        return of(Map.of(), properties(variables));
    }

    static Config of(Map<String, String> file, Map<String, String> environment) {
        return new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new SysPropConfigSource(), new EnvConfigSource(environment, ENVIRONMENT),
                        new PropertiesConfigSource(file, "file", FILE))
                .build();
    }

    static Map<String, String> properties(String... keysAndValues) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }
}
