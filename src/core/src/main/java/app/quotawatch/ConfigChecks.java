package app.quotawatch;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import app.quotawatch.keys.ConfigKey;
import app.quotawatch.privacy.Redacted;

/** What makes a configuration invalid: each problem names the key, the value and what is allowed. */
final class ConfigChecks {

    private ConfigChecks() {}

    static List<ConfigProblem> problems(QuotaWatchConfig.Values config) {
        List<ConfigProblem> problems = new ArrayList<>(0);
        String environment = config.environment();
        if (environment == null || environment.isBlank()) {
            problems.add(ConfigProblem.invalidText(ConfigKey.ENVIRONMENT.key(), environment, "must not be blank"));
        }
        checkIngestUrl(config.ingestUrl(), problems);
        checkNumber(ConfigKey.BUFFER_SIZE, config.bufferSize(), problems);
        checkSeconds(ConfigKey.FLUSH_INTERVAL, config.flushInterval(), problems);
        checkSeconds(ConfigKey.DELIVERY_TIMEOUT, config.deliveryTimeout(), problems);
        for (int threshold : config.thresholds()) {
            checkNumber(ConfigKey.THRESHOLDS, threshold, problems);
        }
        checkTogether(config.apis(), problems);
        return problems;
    }

    private static void checkIngestUrl(URI ingestUrl, List<ConfigProblem> problems) {
        try {
            // without a host, for which java.net.URI has its own rules, no client knows where to go
            if (!BaseUrl.parse(ingestUrl.toString()).anySubdomain() && ingestUrl.getHost() != null) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // reported below, in the words of this key
        }
        problems.add(ConfigProblem.invalidText(ConfigKey.INGEST_URL.key(), Redacted.url(ingestUrl.toString()),
                ConfigKey.INGEST_URL.allowed().rule()));
    }

    private static void checkNumber(ConfigKey key, int number, List<ConfigProblem> problems) {
        if (!key.allowed().includes(number)) {
            problems.add(ConfigProblem.invalid(key.key(), number, key.allowed().rule()));
        }
    }

    static void checkSeconds(ConfigKey key, Duration duration, List<ConfigProblem> problems) {
        if (duration.isNegative() || duration.isZero()
                || duration.compareTo(Duration.ofSeconds(key.allowed().max())) > 0) {
            problems.add(ConfigProblem.invalid(key.key(), inSeconds(duration), key.allowed().rule()));
        }
    }

    /* Milliseconds of the longest durations do not fit into a long. */
    static double inSeconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    private static void checkTogether(List<ApiConfig> apis, List<ConfigProblem> problems) {
        Map<String, ApiConfig> byId = new HashMap<>();
        Map<BaseUrl, ApiConfig> byUrl = new HashMap<>();
        Map<String, ApiConfig> byName = new HashMap<>();
        for (ApiConfig api : apis) {
            String key = ConfigKey.ofApi(api.id());
            if (byId.putIfAbsent(api.id(), api) != null) {
                conflict(key, key + ": is configured twice; each ID must be used once", problems);
                continue;
            }
            ApiConfig sameUrl = byUrl.putIfAbsent(api.baseUrl(), api);
            if (sameUrl != null) {
                String url = ConfigKey.BASE_URL.of(api.id());
                conflict(url, url + " = '" + api.baseUrl() + "': is also the base URL of "
                        + ConfigKey.ofApi(sameUrl.id()) + "; each API needs its own", problems);
            }
            // calls are counted per name, so there can be one list of limits only
            ApiConfig sameName = byName.putIfAbsent(api.name(), api);
            if (sameName != null && !sameName.limits().equals(api.limits())) {
                conflict(key + ".limits", key + ".limits = " + api.limits() + ": must be the same as "
                        + ConfigKey.ofApi(sameName.id()) + ".limits = " + sameName.limits()
                        + ", as both APIs have the name '"
                        + api.name() + "' and share one quota", problems);
            }
            if (sameName != null && sameName.fleet() != api.fleet()) {
                String shared = ConfigKey.SHARED.of(api.id());
                conflict(shared, shared + " = " + api.fleet() + ": must be the same as "
                        + ConfigKey.SHARED.of(sameName.id()) + " = " + sameName.fleet()
                        + ", as both APIs have the name '" + api.name() + "' and share one quota", problems);
            }
        }
    }

    private static void conflict(String key, String message, List<ConfigProblem> problems) {
        problems.add(ConfigProblem.of(ConfigProblem.Kind.CONFLICT, key, message));
    }
}
