package app.quotawatch.quarkus.runtime.devui;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

import app.quotawatch.DeliveryStats;
import app.quotawatch.Finding;
import app.quotawatch.FlushResult;
import app.quotawatch.InvalidConfigException;
import app.quotawatch.QuotaWatch;
import app.quotawatch.config.ConfigReader;
import app.quotawatch.config.SourceFindings;
import app.quotawatch.doctor.Doctor;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.Fleet;
import app.quotawatch.quota.QuotaWindow;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;

/** Serves the data of the Dev UI page; the methods with a description are also tools of Dev MCP. */
@ApplicationScoped
public class QuotaWatchJsonRpcService {

    private static final int FIRST = 1;

    private final RecentCalls recent = new RecentCalls();

    @Inject
    QuotaWatch quotaWatch;

    void listen(@Observes @Priority(FIRST) StartupEvent event) {
        quotaWatch.onCall(recent);
    }

    /** Returns everything that the page shows. */
    @NonBlocking
    @JsonRpcDescription("Returns what remains of the quota of each third-party API that this application calls (per window: limit, "
            + "used, remaining, reset and projected exhaustion; what is absent is unknown) and how many replicas share it, the latest calls with status and latency, and "
            + "the outcome of every recorded event")
    @DevMCPEnableByDefault
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("enabled", quotaWatch.isEnabled());
        state.put("apis", quotaWatch.quotas().stream().map(QuotaWatchJsonRpcService::api).toList());
        state.put("calls", recent.newestFirst());
        state.put("delivery", delivery(quotaWatch.deliveryStats()));
        return state;
    }

    /** Delivers buffered events and returns the outcome. */
    @Blocking
    @JsonRpcDescription("Delivers the buffered events of QuotaWatch to the ingest now, and returns the outcome")
    @DevMCPEnableByDefault
    public Map<String, @Nullable Object> flush() {
        FlushResult result = quotaWatch.flush();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("outcome", words(result.outcome()));
        json.put("delivered", result.delivered());
        json.put("dropped", result.dropped());
        json.put("remaining", result.remaining());
        json.put("failure", result.failure().map(failure -> failure.message()).orElse(null));
        return json;
    }

    /** Examines the installation, and returns the findings. */
    @Blocking
    @JsonRpcDescription("Finds out why calls to third-party APIs are not counted by QuotaWatch or not delivered: examines "
            + "configuration, class path, HTTP clients, ingest and clock, and returns findings in plain sentences, each with "
            + "severity error, warning or info")
    @DevMCPEnableByDefault
    public Map<String, Object> diagnose() {
        // without duplicates: the source and the configuration that was read from it may have the same
        Set<Finding> findings = new LinkedHashSet<>(configuration());
        findings.addAll(quotaWatch.diagnose());
        return Map.of("findings", findings.stream().sorted(Comparator.comparing(Finding::severity).reversed())
                .map(QuotaWatchJsonRpcService::finding).toList());
    }

    private static List<Finding> configuration() {
        Config source = ConfigProvider.getConfig();
        try {
            return SourceFindings.on(source, ConfigReader.read(source));
        } catch (InvalidConfigException changed) { // after the start
            return Doctor.examine(changed);
        }
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("severity", words(finding.severity()));
        json.put("topic", words(finding.topic()));
        json.put("message", finding.message());
        return json;
    }

    private static Map<String, @Nullable Object> api(ApiQuota quota) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", quota.api());
        json.put("failedCalls", quota.failedCalls());
        json.put("retryAfter", quota.retryAfter().map(Object::toString).orElse(null));
        json.put("windows", quota.windows().stream().map(QuotaWatchJsonRpcService::window).toList());
        json.put("fleet", quota.fleet().map(QuotaWatchJsonRpcService::fleet).orElse(null));
        return json;
    }

    private static Map<String, Object> fleet(Fleet fleet) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("replicas", fleet.replicas());
        json.put("syncedAt", fleet.syncedAt().toString());
        json.put("stale", fleet.stale());
        return json;
    }

    private static Map<String, @Nullable Object> window(QuotaWindow window) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", window.name());
        json.put("partition", window.partition().orElse(null));
        json.put("unit", window.unit());
        json.put("source", words(window.source()));
        json.put("limit", window.limit().isPresent() ? window.limit().getAsLong() : null);
        json.put("used", window.used().isPresent() ? window.used().getAsLong() : null);
        json.put("remaining", window.remaining().isPresent() ? window.remaining().getAsLong() : null);
        json.put("percent", window.percentUsed().isPresent() ? window.percentUsed().getAsDouble() : null);
        json.put("resetAt", window.resetAt().map(Object::toString).orElse(null));
        json.put("projectedExhaustion", window.projectedExhaustion().map(Object::toString).orElse(null));
        return json;
    }

    private static Map<String, @Nullable Object> delivery(DeliveryStats stats) {
        Map<String, Object> dropped = new LinkedHashMap<>();
        stats.dropped().forEach((reason, events) -> {
            if (events > 0) {
                dropped.put(words(reason), events);
            }
        });
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("recorded", stats.recorded());
        json.put("delivered", stats.delivered());
        json.put("buffered", stats.buffered() + stats.inFlight());
        json.put("keptLocal", stats.keptLocal());
        json.put("failedCalls", stats.failedCalls());
        json.put("discardedNotifications", stats.discardedNotifications());
        json.put("dropped", dropped);
        json.put("lastSuccess", stats.lastSuccess().map(Object::toString).orElse(null));
        json.put("lastFailure", stats.lastFailure().map(failure -> failure.message()).orElse(null));
        return json;
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
