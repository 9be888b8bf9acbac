package app.quotawatch.engine;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.testing.Calls;

/** The main class of a JVM of its own: records a call, prints a line, and exits, or waits for a signal, without closing. */
final class ExitingApplication {

    private ExitingApplication() {}

    public static void main(String[] arguments) throws IOException {
        RunningQuotaWatch quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder("qw_live_SECRET")
                .ingestUrl(URI.create(arguments[0])).flushInterval(Duration.ofDays(1))
                .deliveryTimeout(Duration.ofSeconds(Long.parseLong(arguments[1])))
                .shutdownHook(Boolean.parseBoolean(arguments[2])).build());
        quotaWatch.record(Calls.call(1));
        switch (arguments[3]) {
            case "exit" -> System.exit(7);
            case "close" -> {
                quotaWatch.close();
                System.exit(7);
            }
            default -> {
                System.out.println("ready");
                System.in.read();
            }
        }
    }
}
