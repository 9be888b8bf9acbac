package app.quotawatch.microprofile;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import app.quotawatch.ApiConfig;
import app.quotawatch.EndpointStyle;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.QuotaWatchConfigBuilder;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.ingest.LocalIngest;

/**
 * An ingest, and the configuration with which every deployment sends to it. One test class of the TCK has no deployment: its calls
 * belong to a QuotaWatch of the whole run, which is started as in a program without a container.
 */
final class Observation {

    private static final String API_KEY = "qw_test_0123456789abcdef";

    private final LocalIngest ingest;
    private final RunningQuotaWatch outsideDeployments;

    private Observation(LocalIngest ingest, RunningQuotaWatch outsideDeployments) {
        this.ingest = ingest;
        this.outsideDeployments = outsideDeployments;
    }

    static Observation start() {
        LocalIngest ingest = LocalIngest.builder().port(0).keptEvents(1_000_000).start();
        configureDeployments(ingest.uri());
        return new Observation(ingest, QuotaWatch.init(config(ingest.uri())));
    }

    private static void configureDeployments(URI ingest) {
        System.setProperty("quotawatch.api-key", API_KEY);
        System.setProperty("quotawatch.ingest-url", ingest.toString());
        System.setProperty("quotawatch.flush-interval-seconds", "1");
        System.setProperty("quotawatch.endpoint", "path");
        List<String> urls = Ports.baseUrls();
        for (int i = 0; i < urls.size(); i++) {
            System.setProperty("quotawatch.apis.api-" + i + ".name", urls.get(i));
            System.setProperty("quotawatch.apis.api-" + i + ".base-url", urls.get(i));
        }
    }

    private static QuotaWatchConfig config(URI ingest) {
        QuotaWatchConfigBuilder config = QuotaWatchConfig.builder(API_KEY)
                .ingestUrl(ingest)
                .endpoint(EndpointStyle.PATH)
                .flushInterval(Duration.ofSeconds(1));
        List<String> urls = Ports.baseUrls();
        for (int i = 0; i < urls.size(); i++) {
            config.api(ApiConfig.builder("api-" + i).name(urls.get(i)).baseUrl(urls.get(i)).build());
        }
        return config.build();
    }

    /** Writes the observed events and the account. */
    void finish(Path folder) {
        outsideDeployments.close();
        Accounts.add(outsideDeployments);
        ingest.close();
        Journal.write(folder.resolve("events.txt"), ingest.events().stream()
                .map(event -> Journal.line(event.timestamp(), event.method(), event.api() + event.endpoint()))
                .toList());
        Accounts.write(folder.resolve("account.txt"));
    }
}
