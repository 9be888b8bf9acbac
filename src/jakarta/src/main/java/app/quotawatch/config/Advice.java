package app.quotawatch.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.eclipse.microprofile.config.Config;

import app.quotawatch.ApiConfig;
import app.quotawatch.BaseUrl;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.keys.ConfigKey;

/** What is valid in a configuration but most likely not meant. */
public final class Advice {

    private Advice() {}

    /** Returns one line for each thing that a person should know. */
    public static List<String> on(Config source, QuotaWatchConfig config) {
        List<String> advice = new ArrayList<>();
        Set<String> names = ApiIds.names(source.getPropertyNames());
        List<String> known = knownKeys(config);
        String store = config.fleet().map(fleet -> fleet.provider().name()).orElse("");
        for (String name : names) {
            if (!FleetKeys.isOfOtherStore(name, store)) {
                unknownKey(name, names, known, advice);
            }
        }
        if (config.fleet().isEmpty()) {
            fleetWithoutStore(names, advice);
        }
        if (config.apiKey().isPresent() && BaseUrl.parse(config.ingestUrl().toString()).isExposed()) {
            advice.add(
                    "quotawatch.ingest-url = '" + config.ingestUrl() + "': the API key travels unencrypted; use https");
        }
        return advice;
    }

    private static void fleetWithoutStore(Set<String> names, List<String> advice) {
        for (ConfigKey key : ConfigKey.values()) {
            if (key != ConfigKey.FLEET_STORE && key.key().startsWith(ConfigKey.FLEET_PREFIX)
                    && (names.contains(key.key()) || names.contains(EnvironmentVariable.of(key.key())))) {
                advice.add(key.key() + " has no effect, because " + ConfigKey.FLEET_STORE.key() + " is not set");
            }
        }
    }

    private static List<String> knownKeys(QuotaWatchConfig config) {
        List<String> keys = new ArrayList<>();
        for (ConfigKey key : ConfigKey.values()) {
            if (!key.isOfApi()) {
                keys.add(key.key());
            }
        }
        for (ApiConfig api : config.apis()) {
            ApiKey.addAll(api.id(), keys);
        }
        return keys;
    }

    private static void unknownKey(String name, Set<String> names, List<String> known, List<String> advice) {
        if (name.startsWith(ConfigKey.PREFIX)) {
            // some implementations also list a variable under the dotted name that they guess for it
            if (!known.contains(name) && !names.contains(EnvironmentVariable.of(name))) {
                advice.add(name + " is not a key of QuotaWatch; did you mean " + Nearest.of(name, meant(name, known))
                        + "?");
            }
        } else {
            List<String> variables = new ArrayList<>(known.size());
            for (String key : known) {
                variables.add(EnvironmentVariable.of(key));
            }
            if (!variables.contains(name)) {
                advice.add("the environment variable " + name + " is not a key of QuotaWatch; did you mean "
                        + Nearest.of(name, variables) + "?");
            }
        }
    }

    /* An API whose only key is mistyped is not known as an API. */
    private static List<String> meant(String name, List<String> known) {
        List<String> meant = new ArrayList<>(known);
        if (name.startsWith(ConfigKey.API_PREFIX)) {
            String id = name.substring(ConfigKey.API_PREFIX.length());
            int quote = id.startsWith("\"") ? id.indexOf('"', 1) : -1;
            ApiKey.addAll(quote > 1 ? id.substring(1, quote) : id.split("\\.", 2)[0], meant);
        }
        return meant;
    }
}
