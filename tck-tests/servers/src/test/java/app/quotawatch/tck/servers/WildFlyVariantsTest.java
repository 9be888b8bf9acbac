package app.quotawatch.tck.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import app.quotawatch.ingest.LocalIngest;
import app.quotawatch.tck.support.Jdk;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Upstream;

/** Another WildFly set-up: its Micrometer subsystem, which none of its standard configurations has. */
class WildFlyVariantsTest {

    private final Path run = Path.of(System.getProperty("runs.folder"), getClass().getSimpleName());

    @Test
    void micrometerSubsystem_exportsTheMetersOfEachDeploymentUntilItIsUndeployed() {
        try (Upstream upstream = new Upstream();
                LocalIngest ingest = LocalIngest.builder().port(0).start();
                OtlpReceiver telemetry = new OtlpReceiver();
                Server server = withMicrometer(telemetry)) {
            server.start(Map.of(), Map.of());
            Probe one = server.deploy(war("one", upstream, ingest));
            Probe two = server.deploy(war("two", upstream, ingest));
            one.load(upstream.uri(), "of-one", 1);
            two.load(upstream.uri(), "of-two", 2);

            await().atMost(Server.PATIENCE).untilAsserted(() -> assertThat(telemetry.points())
                    .containsEntry(series("quotawatch.quota.used", "one"), 1.0)
                    .containsEntry(series("quotawatch.quota.used", "two"), 2.0)
                    .containsKey(series("quotawatch.quota.reset", "one")));
            assertThat(telemetry.points().keySet())
                    .anyMatch(key -> key.startsWith("quotawatch.calls{WF_DEPLOYMENT=one.war")
                            && key.contains("quotawatch.api=things"))
                    .anyMatch(key -> key.startsWith("quotawatch.events.recorded{WF_DEPLOYMENT=one.war"))
                    .anyMatch(key -> key.startsWith("quotawatch.rate_limited{WF_DEPLOYMENT=one.war"));

            server.undeploy("two");
            int before = telemetry.exports();
            await().atMost(Server.PATIENCE).until(() -> telemetry.exports() > before + 1);
            telemetry.forget();
            await().atMost(Server.PATIENCE).until(() -> telemetry.points().keySet().stream()
                    .anyMatch(key -> key.contains("WF_DEPLOYMENT=one.war")));
            assertThat(telemetry.points().keySet()).noneMatch(key -> key.contains("WF_DEPLOYMENT=two.war"));
            assertThat(Complaints.aboutUs(server.log())).isEmpty();
        }
    }

    private Server withMicrometer(OtlpReceiver telemetry) {
        return new WildFly(run.resolve("micrometer"), Jdk.current()) {
            @Override
            String configuration(String standard) {
                return standard.replace("</extensions>", """
                        <extension module="org.wildfly.extension.micrometer"/></extensions>""")
                        .replaceFirst("<profile>", """
                                <profile><subsystem xmlns="urn:wildfly:micrometer:1.1">
                                <otlp-registry endpoint="%s/v1/metrics" step="1"/></subsystem>"""
                                .formatted(telemetry.uri()));
            }
        };
    }

    private ProbeWar war(String name, Upstream upstream, LocalIngest ingest) {
        return ProbeWar.write(run.resolve("wars"), name, Map.of(
                "quotawatch.api-key", Settings.API_KEY,
                "quotawatch.ingest-url", ingest.uri().toString(),
                "quotawatch.flush-interval-seconds", "3600",
                "quotawatch.apis.things.base-url", upstream.uri().toString(),
                "quotawatch.apis.things.limits.requests-per-month", "1000",
                "things/mp-rest/url", upstream.uri().toString()));
    }

    private static String series(String meter, String deployment) {
        return meter + "{WF_DEPLOYMENT=" + deployment
                + ".war, api=things, partition=none, source=configured, unit=requests, window=monthly}";
    }
}
