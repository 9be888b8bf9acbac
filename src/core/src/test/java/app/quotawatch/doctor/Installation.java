package app.quotawatch.doctor;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import app.quotawatch.ApiConfig;
import app.quotawatch.Finding;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.QuotaWatchConfigBuilder;

/** A sound installation, but for what a test changes. */
final class Installation {

    static final String KEY = "qw_live_SECRET";

    private final QuotaWatchConfigBuilder config;

    private Installation(String key, URI ingest) {
        config = QuotaWatchConfig.builder(key).ingestUrl(ingest).deliveryTimeout(Duration.ofSeconds(10));
    }

    static Installation with(URI ingest) {
        return new Installation(KEY, ingest).api("things", "https://api.example.com/v1");
    }

    static Installation local() {
        return new Installation(null, URI.create("https://ingest.example.invalid"));
    }

    Installation api(String id, String baseUrl) {
        config.api(ApiConfig.builder(id).baseUrl(baseUrl).build());
        return this;
    }

    Installation timeout(Duration timeout) {
        config.deliveryTimeout(timeout);
        return this;
    }

    QuotaWatchConfig config() {
        return config.build();
    }

    /** Returns the findings, class path excluded. */
    List<Finding> examine() {
        return Doctor.of(config()).examine();
    }

    /** Returns the messages of this severity. */
    static List<String> messages(List<Finding> findings, Finding.Severity severity) {
        return findings.stream().filter(finding -> finding.severity() == severity).map(Finding::message).toList();
    }
}
