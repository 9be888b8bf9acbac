package app.quotawatch.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.Config;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatchConfig;

/** What is not wrong in a configuration but most likely not meant. */
public final class Advice {

    private static final List<String> LOOPBACK = List.of("localhost", "[::1]");

    private Advice() {}

    /** Returns one line for each thing that a person should know. */
    public static List<String> on(Config source, QuotaWatchConfig config) {
        List<String> advice = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        source.getPropertyNames().forEach(names::add);
        List<String> known = knownKeys(config);
        for (String name : names) {
            unknownKey(name, known, advice);
        }
        URI ingest = config.ingestUrl();
        if (config.apiKey().isPresent() && ingest.getScheme().equalsIgnoreCase("http")
                && !isLoopback(ingest.getHost())) {
            advice.add("quotawatch.ingest-url = '" + ingest + "': the API key travels unencrypted; use https");
        }
        return advice;
    }

    private static List<String> knownKeys(QuotaWatchConfig config) {
        List<String> keys = new ArrayList<>(Keys.GLOBAL);
        for (ApiConfig api : config.apis()) {
            Keys.OF_AN_API.forEach(property -> keys.add(Keys.ofApi(api.id(), property)));
        }
        return keys;
    }

    private static void unknownKey(String name, List<String> known, List<String> advice) {
        if (name.startsWith(Keys.PREFIX)) {
            if (!known.contains(name) && known.stream().noneMatch(key -> sameVariable(key, name))) {
                advice.add(name + " is not a key of QuotaWatch; did you mean " + Nearest.of(name, known) + "?");
            }
        } else if (name.startsWith("QUOTAWATCH_")) {
            List<String> variables = known.stream().map(Keys::asEnvironmentVariable).toList();
            if (!variables.contains(name)) {
                advice.add("the environment variable " + name + " is not a key of QuotaWatch; did you mean "
                        + Nearest.of(name, variables) + "?");
            }
        }
    }

    /* Some implementations also list an environment variable under the dotted name that they guess for it. */
    private static boolean sameVariable(String key, String name) {
        return Keys.asEnvironmentVariable(key).equals(Keys.asEnvironmentVariable(name));
    }

    private static boolean isLoopback(String host) {
        return host != null && (LOOPBACK.contains(host) || host.startsWith("127.") || host.endsWith(".localhost"));
    }
}
