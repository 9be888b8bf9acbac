package app.quotawatch.engine;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

import com.sun.management.HotSpotDiagnosticMXBean;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.spi.ClientObserver;
import app.quotawatch.spi.ClientObserver.Observation;

/** Makes calls with three keys, forgets them, and dumps what is then reachable. */
public final class KeyHoldingApplication {

    private static final Logger OURS = Logger.getLogger("app.quotawatch");

    private KeyHoldingApplication() {}

    /* Neither the arguments nor the constants contain a key. */
    private static String key(String reversed, int number) {
        return new StringBuilder(reversed).reverse().append(number).toString();
    }

    private static void logEverything() {
        OURS.setLevel(Level.ALL);
        ConsoleHandler console = new ConsoleHandler();
        console.setLevel(Level.ALL);
        OURS.addHandler(console);
    }

    /** @param arguments the ingest, a file for the dump, what all keys begin with, written backwards */
    public static void main(String[] arguments) throws Exception {
        logEverything();
        RunningQuotaWatch quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder("qw").shutdownHook(false)
                .ingestUrl(URI.create(arguments[0]))
                .api(ApiConfig.builder("A").baseUrl("https://a.example").partition("credential").build()).build());
        ClientObserver observer = ClientObserver.ofCurrentApplication();
        Observation unfinished = null;
        for (int i = 0; i < 9; i++) {
            Observation call = observer.start("GET", URI.create("https://a.example/v1"));
            call.requestHeaders(Map.of(i < 6 ? "Authorization" : "x-api-key", List.of(key(arguments[2], i % 3))));
            call.answered(200, Map.of("x-ratelimit-limit", "100", "x-ratelimit-remaining", String.valueOf(90 - i)));
            unfinished = observer.start("GET", URI.create("https://a.example/v1"));
            unfinished.requestHeaders(Map.of("Authorization", key(arguments[2], i % 3)));
        }
        quotaWatch.flush();
        quotaWatch.quotas().forEach(quota -> System.out.println(quota.toMap()));
        System.out.println(quotaWatch + " " + unfinished + " " + observer);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(arguments[1], true);
        quotaWatch.close();
    }
}
