package app.quotawatch;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import app.quotawatch.privacy.Redacted;

/** What makes a configuration invalid: each problem names the key, the value and what is allowed. */
final class ConfigChecks {

    private static final int MAX_BUFFER_SIZE = 1_000_000;
    private static final Duration MAX_SECONDS = Duration.ofDays(1);

    private ConfigChecks() {}

    static List<String> problems(String environment, URI ingestUrl, int bufferSize, Duration flushInterval,
            Duration deliveryTimeout, List<Integer> thresholds, List<ApiConfig> apis) {
        List<String> problems = new ArrayList<>(0);
        if (environment == null || environment.isBlank()) {
            problems.add("quotawatch.environment = '" + environment + "': must not be blank");
        }
        checkIngestUrl(ingestUrl, problems);
        if (bufferSize < 1 || bufferSize > MAX_BUFFER_SIZE) {
            problems.add(
                    "quotawatch.buffer-size = " + bufferSize + ": must be a whole number from 1 to " + MAX_BUFFER_SIZE);
        }
        checkSeconds("quotawatch.flush-interval-seconds", flushInterval, problems);
        checkSeconds("quotawatch.delivery-timeout-seconds", deliveryTimeout, problems);
        for (int threshold : thresholds) {
            if (threshold < 1 || threshold > 100) {
                problems.add("quotawatch.thresholds = " + threshold + ": each must be a whole number from 1 to 100");
            }
        }
        checkTogether(apis, problems);
        return problems;
    }

    private static void checkIngestUrl(URI ingestUrl, List<String> problems) {
        try {
            // without a host, for which java.net.URI has its own rules, no client can be told where to go
            if (!BaseUrl.parse(ingestUrl.toString()).anySubdomain() && ingestUrl.getHost() != null) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // said below, in the words of this key
        }
        problems.add("quotawatch.ingest-url = '" + Redacted.url(ingestUrl.toString())
                + "': must be an absolute http or https URL without user, query and fragment");
    }

    private static void checkSeconds(String key, Duration duration, List<String> problems) {
        if (duration.isNegative() || duration.isZero() || duration.compareTo(MAX_SECONDS) > 0) {
            problems.add(key + " = " + inSeconds(duration) + ": must be more than 0 and at most "
                    + MAX_SECONDS.toSeconds() + " seconds");
        }
    }

    /* Milliseconds of the longest durations do not fit into a long. */
    private static double inSeconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    private static void checkTogether(List<ApiConfig> apis, List<String> problems) {
        Map<String, ApiConfig> byId = new HashMap<>();
        Map<BaseUrl, ApiConfig> byUrl = new HashMap<>();
        for (ApiConfig api : apis) {
            if (byId.putIfAbsent(api.id(), api) != null) {
                problems.add("quotawatch.apis." + api.id() + ": is configured twice; each ID must be used once");
                continue;
            }
            ApiConfig other = byUrl.putIfAbsent(api.baseUrl(), api);
            if (other != null) {
                problems.add("quotawatch.apis." + api.id() + ".base-url = '" + api.baseUrl()
                        + "': is also that of quotawatch.apis." + other.id() + "; each API needs its own");
            }
        }
    }
}
