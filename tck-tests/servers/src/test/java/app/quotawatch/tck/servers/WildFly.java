package app.quotawatch.tck.servers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import app.quotawatch.tck.support.Jdk;

/** WildFly. Applications are deployed in {@code deployments}. */
class WildFly extends Server {

    private static final Path DISTRIBUTION = DISTRIBUTIONS.resolve("wildfly-" + System.getProperty("version.wildfly"));

    private final Path folder = run.resolve("standalone");
    private final int managementPort = freePort();

    WildFly(Path run, Jdk jdk) {
        super(run, jdk);
    }

    @Override
    void prepare(Map<String, String> systemProperties) throws IOException {
        Folders.copyFolder(DISTRIBUTION.resolve("standalone"), folder);
        Path configuration = folder.resolve("configuration/standalone-microprofile.xml");
        // the scanner's default interval of 5 s is too long for tests
        Files.writeString(configuration,
                configuration(Files.readString(configuration))
                        .replaceFirst("scan-interval=\"\\d+\"", "scan-interval=\"200\"")
                        .replace("<root-logger>",
                                "<logger category=\"app.quotawatch\"><level name=\"ALL\"/></logger><root-logger>"));
    }

    /** Returns the configuration of the server, which is the standard one unless this is overridden. */
    String configuration(String standard) {
        return standard;
    }

    @Override
    List<String> command(Map<String, String> systemProperties) {
        List<String> command = new ArrayList<>(List.of(DISTRIBUTION.resolve("bin/standalone.sh").toString(),
                "-c", "standalone-microprofile.xml",
                "-Djboss.server.base.dir=" + folder,
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + freePort(),
                "-Djboss.management.http.port=" + managementPort));
        systemProperties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        return command;
    }

    @Override
    Map<String, String> environment() {
        // otherwise the script does not forward SIGTERM
        return Map.of("LAUNCH_JBOSS_IN_BACKGROUND", "true");
    }

    @Override
    boolean isReady() {
        return log().contains("WFLYSRV0025");
    }

    /* The console omits records below INFO. */
    @Override
    String logAtAllLevels() {
        return log() + Folders.read(folder.resolve("log/server.log"));
    }

    @Override
    void beginDeployment(ProbeWar war) {
        Path deployment = folder.resolve("deployments").resolve(war.file().getFileName());
        Folders.copyAtOnce(war.file(), deployment);
    }

    @Override
    void beginUndeployment(String name) {
        Path marker = folder.resolve("deployments").resolve(name + ".war.deployed");
        // the application responds shortly before the scanner writes its marker
        await("marker of " + name).atMost(PATIENCE).until(() -> Files.exists(marker));
        Folders.delete(undeployed(name));
        Folders.delete(marker);
    }

    @Override
    boolean isGone(String name) {
        return Files.exists(undeployed(name));
    }

    private Path undeployed(String name) {
        return folder.resolve("deployments").resolve(name + ".war.undeployed");
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
        return Optional.of(URI.create("http://localhost:" + managementPort + "/health/ready"));
    }

    @Override
    Pattern flushingThread() {
        return Pattern.compile("EE-ManagedScheduledExecutorService-default-Thread-\\d+");
    }
}
