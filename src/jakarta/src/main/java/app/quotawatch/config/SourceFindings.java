package app.quotawatch.config;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.microprofile.config.Config;

import app.quotawatch.ApiConfig;
import app.quotawatch.BaseUrl;
import app.quotawatch.Finding;
import app.quotawatch.Finding.Severity;
import app.quotawatch.Finding.Topic;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.keys.ConfigKey;

/** What a person should know about a configuration source, beyond what was read from it. */
public final class SourceFindings {

    private static final String MICROPROFILE_CLIENT = "/mp-rest/";
    private static final String QUARKUS_CLIENT = "quarkus.rest-client.";

    private SourceFindings() {}

    /**
     * Returns a warning for each {@link Advice}, and for each base URL with a path that no configured client has.
     *
     * @param config what was read from the source
     */
    public static List<Finding> on(Config source, QuotaWatchConfig config) {
        List<Finding> findings = new ArrayList<>();
        for (String advice : Advice.on(source, config)) {
            findings.add(Finding.of(Severity.WARNING, Topic.CONFIGURATION, advice));
        }
        List<ClientUrl> clients = clients(source);
        for (ApiConfig api : config.apis()) {
            ClientUrl other = null;
            boolean reached = false;
            for (ClientUrl client : clients) {
                if (isOfSameOrigin(client.url, api.baseUrl())) {
                    reached |= isWithin(client.url, api.baseUrl()) || isWithin(api.baseUrl(), client.url);
                    other = client;
                }
            }
            if (other != null && !reached) {
                findings.add(Finding.of(Severity.WARNING, Topic.CONFIGURATION, ConfigKey.BASE_URL.of(api.id()) + " = '"
                        + api.baseUrl() + "': " + other.key + " = '" + other.url + "' calls this host, but never below "
                        + "the path " + api.baseUrl().path() + "; correct the path, or leave it out."));
            }
        }
        return findings;
    }

    private static List<ClientUrl> clients(Config source) {
        List<ClientUrl> clients = new ArrayList<>();
        for (String key : source.getPropertyNames()) {
            boolean ofClient = key.contains(MICROPROFILE_CLIENT) || key.startsWith(QUARKUS_CLIENT);
            if (ofClient && (key.endsWith("url") || key.endsWith("uri"))) {
                String value = new Values(source).text(key);
                try {
                    if (value != null) {
                        clients.add(new ClientUrl(key, BaseUrl.parse(value)));
                    }
                } catch (IllegalArgumentException e) {
                    // a client without a usable URL is the business of its own configuration
                }
            }
        }
        return clients;
    }

    private static boolean isOfSameOrigin(BaseUrl one, BaseUrl other) {
        return one.scheme().equals(other.scheme()) && one.host().equals(other.host()) && one.port() == other.port()
                && one.anySubdomain() == other.anySubdomain();
    }

    private static boolean isWithin(BaseUrl inner, BaseUrl outer) {
        return (inner.path() + "/").startsWith(outer.path() + "/");
    }

    private record ClientUrl(String key, BaseUrl url) {}
}
