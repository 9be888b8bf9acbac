package app.quotawatch.tck.servers;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import app.quotawatch.tck.support.Jdk;

/** Open Liberty. Applications are deployed in {@code dropins}. */
class OpenLiberty extends Server {

    private final Path folder = run.resolve("usr/servers/defaultServer");

    OpenLiberty(Path run, Jdk jdk) {
        super(run, jdk);
    }

    /** Returns the features of the server. */
    List<String> features() {
        return List.of("restfulWS-3.1", "mpRestClient-4.0", "mpConfig-3.1", "cdi-4.0", "jsonb-3.0", "concurrent-3.0",
                "mpHealth-4.0", "mpTelemetry-2.1");
    }

    /** Returns additional content of {@code server.xml}. */
    String moreConfiguration() {
        return "";
    }

    @Override
    void prepare(Map<String, String> systemProperties) {
        Folders.write(folder.resolve("server.xml"), """
                <server>
                  <featureManager>%s</featureManager>
                  <httpEndpoint id="defaultHttpEndpoint" httpPort="%d" httpsPort="-1"/>
                  <applicationMonitor pollingRate="200ms"/>
                  <logging traceSpecification="*=info:app.quotawatch*=all"/>
                  %s
                </server>
                """.formatted(features().stream().map(feature -> "<feature>" + feature + "</feature>")
                .collect(Collectors.joining()), port, moreConfiguration()));
        Folders.write(folder.resolve("jvm.options"), systemProperties.entrySet().stream()
                .map(property -> "-D" + property.getKey() + "=" + property.getValue() + "\n")
                .collect(Collectors.joining()));
        Folders.createFolder(folder.resolve("dropins"));
    }

    @Override
    List<String> command(Map<String, String> systemProperties) {
        return List.of(DISTRIBUTIONS.resolve("wlp/bin/server").toString(), "run", "defaultServer");
    }

    @Override
    Map<String, String> environment() {
        return Map.of("WLP_USER_DIR", run.resolve("usr").toString());
    }

    @Override
    boolean isReady() {
        return log().contains("CWWKF0011I");
    }

    @Override
    void beginDeployment(ProbeWar war) {
        Folders.copyAtOnce(war.file(), folder.resolve("dropins").resolve(war.file().getFileName()));
    }

    @Override
    void beginUndeployment(String name) {
        Folders.delete(folder.resolve("dropins").resolve(name + ".war"));
    }

    @Override
    OptionalLong deploymentTime(String name) {
        await().atMost(PATIENCE).until(() -> log().contains("Application " + name + " started in"));
        return lastInLog("Application " + name + " started in ([\\d.]+) seconds", 1000);
    }

    @Override
    Pattern flushingThread() {
        return Pattern.compile("Default Executor-thread-\\d+");
    }

    @Override
    boolean exportsMetrics() {
        return true;
    }

    @Override
    boolean tracesClients() {
        return true;
    }

    @Override
    Optional<URI> readiness(String name) {
        return Optional.of(URI.create("http://localhost:" + port + "/health/ready"));
    }

    /* The console omits stack traces of the server's own packages. */
    @Override
    String log() {
        return Folders.read(folder.resolve("logs/messages.log"));
    }

    @Override
    String logAtAllLevels() {
        return log() + Folders.read(folder.resolve("logs/trace.log"));
    }
}
