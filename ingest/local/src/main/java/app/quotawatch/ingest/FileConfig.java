package app.quotawatch.ingest;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

import app.quotawatch.keys.ConfigKey;

/** A properties file below the variables of an environment: as much of MicroProfile Config as reading ours needs. */
final class FileConfig implements Config {

    private static final int DEEPEST_EXPRESSION = 10;

    private final Properties file;
    private final Map<String, String> environment;

    private FileConfig(Properties file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    /** Reads the file; throws IllegalArgumentException if that fails. */
    static FileConfig of(Path path, Map<String, String> environment) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("--config: " + path + " cannot be read as a properties file", e);
        }
        return new FileConfig(properties, environment);
    }

    private @Nullable String raw(String key) {
        String name = key.replaceAll("[^A-Za-z0-9]", "_");
        for (String variable : List.of(key, name, name.toUpperCase(Locale.ROOT))) {
            String value = environment.get(variable);
            if (value != null) {
                return value;
            }
        }
        return file.getProperty(key);
    }

    /* ${name} and ${name:default}, as MicroProfile Config specifies them. */
    private String expand(String value, int depth) {
        int outer = value.indexOf("${");
        int end = outer < 0 ? -1 : value.indexOf('}', outer);
        if (end < 0) {
            return value;
        }
        // a default may contain an expression, which is resolved first
        int start = value.lastIndexOf("${", end);
        String expression = value.substring(start + 2, end);
        int colon = expression.indexOf(':');
        String found = raw(colon < 0 ? expression : expression.substring(0, colon));
        if (found == null && colon >= 0) {
            found = expression.substring(colon + 1);
        }
        if (found == null || depth == DEEPEST_EXPRESSION) {
            throw new NoSuchElementException("an expression has no value");
        }
        return expand(value.substring(0, start) + found + value.substring(end + 1), depth + 1);
    }

    /** Returns our keys of the file whose value contains an expression that has none. */
    List<String> unresolved() {
        List<String> keys = new ArrayList<>();
        for (String key : new TreeSet<>(file.stringPropertyNames())) {
            try {
                if (key.startsWith(ConfigKey.PREFIX)) {
                    getOptionalValue(key, String.class);
                }
            } catch (NoSuchElementException e) {
                keys.add(key);
            }
        }
        return keys;
    }

    @Override
    public <T> Optional<T> getOptionalValue(String key, Class<T> type) {
        String value = raw(key);
        return value == null ? Optional.empty() : Optional.of(type.cast(expand(value, 0)));
    }

    @Override
    public <T> T getValue(String key, Class<T> type) {
        return getOptionalValue(key, type).orElseThrow();
    }

    @Override
    public Iterable<String> getPropertyNames() {
        Set<String> names = new TreeSet<>(file.stringPropertyNames());
        names.addAll(environment.keySet());
        return names;
    }

    @Override
    public ConfigValue getConfigValue(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<ConfigSource> getConfigSources() {
        return List.of();
    }

    @Override
    public <T> Optional<Converter<T>> getConverter(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new IllegalArgumentException("there is nothing to unwrap");
    }
}
