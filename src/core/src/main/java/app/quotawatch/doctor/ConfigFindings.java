package app.quotawatch.doctor;

import java.util.List;
import java.util.Set;

import app.quotawatch.ApiConfig;
import app.quotawatch.BaseUrl;
import app.quotawatch.Finding.Topic;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.keys.ConfigKey;

/** What is valid in a configuration, but perhaps not meant. */
final class ConfigFindings {

    private ConfigFindings() {}

    static void add(QuotaWatchConfig config, Set<String> missedApis, Findings findings) {
        if (!config.enabled()) {
            findings.warning(Topic.CONFIGURATION,
                    ConfigKey.ENABLED.key() + " is false: no call is observed and nothing is sent.");
        }
        if (config.apis().isEmpty()) {
            findings.warning(Topic.CONFIGURATION, "No API is configured, so no call is observed: set "
                    + ConfigKey.BASE_URL.key() + ", such as quotawatch.apis.openai.base-url=https://api.openai.com.");
        } else {
            findings.info(Topic.CONFIGURATION, describe(config.apis()));
        }
        if (config.apiKey().isPresent() && BaseUrl.parse(config.ingestUrl().toString()).isExposed()) {
            findings.warning(Topic.CONFIGURATION, ConfigKey.INGEST_URL.key() + " = '" + config.ingestUrl()
                    + "': the API key travels unencrypted; use https");
        }
        addNested(config.apis(), findings);
        for (ApiConfig api : config.apis()) {
            if (missedApis.contains(api.id())) {
                findings.warning(Topic.CONFIGURATION, ConfigKey.BASE_URL.of(api.id()) + " = '" + api.baseUrl()
                        + "': this host has been called, but never below the path " + api.baseUrl().path()
                        + ", so no call counts for " + api.name() + "; correct the path, or leave it out.");
            }
        }
    }

    private static String describe(List<ApiConfig> apis) {
        StringBuilder text = new StringBuilder(apis.size() == 1
                ? "1 API is configured: "
                : apis.size()
                        + " APIs are configured: ");
        for (int i = 0; i < apis.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(apis.get(i).name()).append(" at ").append(apis.get(i).baseUrl());
        }
        return text.append('.').toString();
    }

    /* APIs with the same base URL are a problem of the configuration; one within another is legitimate, but may surprise. */
    private static void addNested(List<ApiConfig> apis, Findings findings) {
        for (ApiConfig outer : apis) {
            for (ApiConfig inner : apis) {
                if (!outer.name().equals(inner.name()) && contains(outer.baseUrl(), inner.baseUrl())) {
                    findings.info(Topic.CONFIGURATION, "Calls below " + inner.baseUrl() + " count for " + inner.name()
                            + " and not for " + outer.name() + ", whose base URL " + outer.baseUrl()
                            + " includes them: the more specific one takes precedence.");
                }
            }
        }
    }

    private static boolean contains(BaseUrl outer, BaseUrl inner) {
        boolean sameHost = outer.host().equals(inner.host()) && outer.anySubdomain() == inner.anySubdomain();
        boolean widerHost = outer.anySubdomain() && inner.host().endsWith("." + outer.host());
        return !outer.equals(inner) && outer.scheme().equals(inner.scheme()) && outer.port() == inner.port()
                && (sameHost || widerHost)
                && (inner.path() + "/").startsWith(outer.path() + "/");
    }
}
