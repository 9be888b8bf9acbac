package app.quotawatch.ingest;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The builder's settings, validated. {@code apiKey} and {@code planApis} are null if unrestricted. */
record Settings(String host, int port, @Nullable String apiKey, @Nullable Integer planApis, int keptEvents,
        int streamClients, Duration heartbeat, Duration exchangeTimeout, Clock clock) {

    private static final int MAX_KEPT_EVENTS = 1_000_000;
    private static final int MAX_PLAN_APIS = 10_000;
    private static final int MAX_STREAM_CLIENTS = 256;

    Settings {
        List<String> problems = new ArrayList<>();
        if (host == null || host.isBlank()) {
            problems.add("host: must not be blank");
        }
        if (port < 0 || port > 65_535) {
            problems.add("port: must be 0 (any free port) to 65535, but was " + port);
        }
        if (apiKey != null && apiKey.isBlank()) {
            problems.add("apiKey: must not be blank");
        }
        if (planApis != null) {
            between(planApis, 1, MAX_PLAN_APIS, "planApis", problems);
        }
        between(keptEvents, 1, MAX_KEPT_EVENTS, "keptEvents", problems);
        between(streamClients, 1, MAX_STREAM_CLIENTS, "streamClients", problems);
        if (clock == null) {
            problems.add("clock: must not be null");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    private static void between(int value, int from, int to, String name, List<String> problems) {
        if (value < from || value > to) {
            problems.add(name + ": must be " + from + " to " + to + ", but was " + value);
        }
    }

    @Override
    public String toString() {
        return "Settings[host=" + host + ", port=" + port + ", apiKey=" + (apiKey == null ? "none" : "***")
                + ", planApis=" + planApis + ", keptEvents=" + keptEvents + ", streamClients=" + streamClients + "]";
    }
}
