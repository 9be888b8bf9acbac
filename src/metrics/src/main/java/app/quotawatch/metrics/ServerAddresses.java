package app.quotawatch.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatch;

/** The host of each configured API. It is unknown for one with a wildcard, and for a name that several hosts share. */
final class ServerAddresses {

    private final Map<String, @Nullable String> addresses = new LinkedHashMap<>();

    ServerAddresses(QuotaWatch quotaWatch) {
        for (ApiConfig api : quotaWatch.apis()) {
            String host = api.baseUrl().anySubdomain() ? null : api.baseUrl().host();
            if (!addresses.containsKey(api.name())) {
                addresses.put(api.name(), host);
            } else if (host == null || !host.equals(addresses.get(api.name()))) {
                addresses.put(api.name(), null);
            }
        }
    }

    /** Returns the names of the configured APIs, each once. */
    Set<String> apis() {
        return addresses.keySet();
    }

    /** Returns the host of an API; null if it is unknown. */
    @Nullable
    String of(String api) {
        return addresses.get(api);
    }
}
