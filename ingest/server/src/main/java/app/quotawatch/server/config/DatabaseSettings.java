package app.quotawatch.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;

/**
 * Turns {@code quotawatch.db.*} into the settings of Quarkus's datasources, of which exactly one is active: which kinds there are
 * is fixed when the server is built, which one is used is not. All settings are checked here, because nothing reads them earlier.
 */
public final class DatabaseSettings implements ConfigSourceFactory {

    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        List<String> problems = SettingsCheck.problems(names(context), name -> value(context, name, null));
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        String url = Objects.requireNonNullElse(value(context, ServerConfig.URL, null), ServerConfig.DEFAULT_URL);
        Map<String, String> settings = new TreeMap<>();
        boolean sqlite = url.startsWith(SQLITE);
        activate(settings, "sqlite", sqlite);
        activate(settings, "postgresql", url.startsWith(POSTGRESQL));
        String active = "quarkus.datasource." + (sqlite ? "sqlite" : "postgresql") + ".";
        settings.put(active + "jdbc.url", sqlite ? durable(url) : patient(url));
        settings.put(active + "jdbc.max-size",
                value(context, ServerConfig.CONNECTIONS, ServerConfig.DEFAULT_CONNECTIONS));
        settings.put(active + "jdbc.acquisition-timeout", "5S");
        put(settings, active + "username", value(context, ServerConfig.USERNAME, null));
        put(settings, active + "password", value(context, ServerConfig.PASSWORD, null));
        return Set.of(new Source(settings));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(260);
    }

    /* A variable of the environment may be another program's, and its name has several readings. */
    private static List<String> names(ConfigSourceContext context) {
        List<String> names = new ArrayList<>();
        context.iterateNames().forEachRemaining(name -> {
            ConfigValue value = name.startsWith("quotawatch.") ? context.getValue(name) : null;
            if (value != null && !String.valueOf(value.getConfigSourceName()).contains("EnvConfigSource")) {
                names.add(name);
            }
        });
        return names;
    }

    private static void activate(Map<String, String> settings, String name, boolean active) {
        settings.put("quarkus.datasource." + name + ".active", Boolean.toString(active));
        settings.put("quarkus.flyway." + name + ".active", Boolean.toString(active));
    }

    /* What was accepted survives a loss of power, readers do not stop the writer, and a command waits for the server. */
    private static String durable(String url) {
        return with(url,
                "journal_mode=WAL&synchronous=FULL&busy_timeout=5000&foreign_keys=on&transaction_mode=IMMEDIATE");
    }

    /* A database that hangs must not hold a thread forever. */
    private static String patient(String url) {
        return with(url, "connectTimeout=5&socketTimeout=15&tcpKeepAlive=true");
    }

    private static String with(String url, String parameters) {
        return url + (url.contains("?") ? "&" : "?") + parameters;
    }

    private static void put(Map<String, String> settings, String name, @Nullable String value) {
        if (value != null) {
            settings.put(name, value);
        }
    }

    private static @Nullable String value(ConfigSourceContext context, String name, @Nullable String defaultValue) {
        ConfigValue value = context.getValue(name);
        return value == null || value.getValue() == null || value.getValue().isBlank()
                ? defaultValue
                : value.getValue();
    }

    private static final class Source implements ConfigSource {

        private final Map<String, String> settings;

        Source(Map<String, String> settings) {
            this.settings = settings;
        }

        @Override
        public Set<String> getPropertyNames() {
            return settings.keySet();
        }

        @Override
        public @Nullable String getValue(String name) {
            return settings.get(name);
        }

        @Override
        public String getName() {
            return "quotawatch.db";
        }

        @Override
        public int getOrdinal() {
            return 260;
        }
    }
}
