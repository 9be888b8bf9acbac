package app.quotawatch.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.Config;

import app.quotawatch.ApiConfig;
import app.quotawatch.BaseUrl;
import app.quotawatch.QuotaWatchConfig;

/** What is not wrong in a configuration but most likely not meant. */
public final class Advice {

    private static final String VARIABLE_PREFIX = "QUOTAWATCH_";

    private Advice() {}

    /** Returns one line for each thing that a person should know. */
    public static List<String> on(Config source, QuotaWatchConfig config) {
        return on(source, config, List.of());
    }

    /**
     * Returns one line for each thing that a person should know.
     *
     * @param platformKeys the keys under {@code quotawatch.} that only this platform has
     */
    public static List<String> on(Config source, QuotaWatchConfig config, List<String> platformKeys) {
        List<String> advice = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (String name : source.getPropertyNames()) {
            if (name.startsWith(Keys.PREFIX) || name.startsWith(VARIABLE_PREFIX)) {
                names.add(name);
            }
        }
        List<String> known = knownKeys(config);
        known.addAll(platformKeys);
        for (String name : names) {
            unknownKey(name, names, known, advice);
        }
        if (config.apiKey().isPresent() && BaseUrl.parse(config.ingestUrl().toString()).isExposed()) {
            advice.add(
                    "quotawatch.ingest-url = '" + config.ingestUrl() + "': the API key travels unencrypted; use https");
        }
        return advice;
    }

    private static List<String> knownKeys(QuotaWatchConfig config) {
        List<String> keys = new ArrayList<>(Keys.GLOBAL);
        for (ApiConfig api : config.apis()) {
            addKeysOf(api.id(), keys);
        }
        return keys;
    }

    private static void addKeysOf(String api, List<String> keys) {
        for (String property : Keys.OF_AN_API) {
            keys.add(Keys.ofApi(api, property));
        }
    }

    private static void unknownKey(String name, Set<String> names, List<String> known, List<String> advice) {
        if (name.startsWith(Keys.PREFIX)) {
            // some implementations also list a variable under the dotted name that they guess for it
            if (!known.contains(name) && !names.contains(Keys.asEnvironmentVariable(name))) {
                advice.add(name + " is not a key of QuotaWatch; did you mean " + Nearest.of(name, meant(name, known))
                        + "?");
            }
        } else {
            List<String> variables = new ArrayList<>(known.size());
            for (String key : known) {
                variables.add(Keys.asEnvironmentVariable(key));
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
        if (name.startsWith(Keys.API_PREFIX)) {
            addKeysOf(name.substring(Keys.API_PREFIX.length()).split("\\.", 2)[0], meant);
        }
        return meant;
    }
}
