package app.quotawatch.tck.servers;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import app.quotawatch.ingest.LocalIngest;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Upstream;

/** The servers that two applications call: three APIs, each configured in a different source, two ingests, and two receivers of telemetry. */
final class Surroundings implements AutoCloseable {

    static final long PER_MONTH = 1_000_000;

    final Upstream fromWar = new Upstream();
    final Upstream fromEnvironment = new Upstream();
    final Upstream fromSystem = new Upstream();
    final OtlpReceiver telemetryOfOne = new OtlpReceiver();
    final OtlpReceiver telemetryOfTwo = new OtlpReceiver();
    final LocalIngest ingestOfOne = LocalIngest.builder().port(0).start();
    final LocalIngest ingestOfTwo = LocalIngest.builder().port(0).start();

    void start(Server server) {
        server.start(Map.of("QUOTAWATCH_APIS_BYENVIRONMENT_BASE_URL", fromEnvironment.uri().toString()),
                Map.of("quotawatch.apis.bysystem.base-url", fromSystem.uri().toString()));
    }

    ProbeWar war(Path runs, String name, URI ingest, String environment, String flushIntervalSeconds) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("quotawatch.api-key", Settings.API_KEY);
        properties.put("quotawatch.ingest-url", ingest.toString());
        properties.put("quotawatch.flush-interval-seconds", flushIntervalSeconds);
        properties.put("quotawatch.environment", environment);
        properties.put("quotawatch.apis", "things,byenvironment,bysystem");
        properties.put("quotawatch.apis.things.base-url", fromWar.uri().toString());
        properties.put("quotawatch.apis.things.limits.requests-per-month", Long.toString(PER_MONTH));
        properties.put("things/mp-rest/url", fromWar.uri().toString());
        properties.putAll((ingest.equals(ingestOfOne.uri()) ? telemetryOfOne : telemetryOfTwo).settings());
        return ProbeWar.write(runs.resolve("wars"), name, properties);
    }

    @Override
    public void close() {
        List.of(fromWar, fromEnvironment, fromSystem).forEach(Upstream::close);
        ingestOfOne.close();
        ingestOfTwo.close();
        telemetryOfOne.close();
        telemetryOfTwo.close();
    }
}
