package app.quotawatch.server.http;

import java.util.Map;

/** A server with few connections, in which requests may not take long. */
public final class Impatient extends OnSqlite {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = super.getConfigOverrides();
        config.put("quotawatch.server.exchange-timeout", "2S");
        config.put("quotawatch.server.connections", "200");
        return config;
    }
}
