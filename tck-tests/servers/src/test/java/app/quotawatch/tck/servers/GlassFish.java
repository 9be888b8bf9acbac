package app.quotawatch.tck.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import app.quotawatch.tck.support.Jdk;

/** GlassFish, and Payara Server, which is based on it. Applications are deployed in {@code autodeploy}. */
class GlassFish extends Server {

    private static final Pattern PORT = Pattern.compile("(port|address)=\"(\\d{4,5})\"");

    private final Path domains = run.resolve("domains");
    private final Path domain = domains.resolve("domain1");
    private final Path distribution;

    GlassFish(Path run, Jdk jdk, String distribution) {
        super(run, jdk);
        this.distribution = DISTRIBUTIONS.resolve(distribution);
    }

    @Override
    void prepare(Map<String, String> systemProperties) throws IOException {
        Folders.copyFolder(distribution.resolve("glassfish/domains/domain1"), domain);
        Folders.createFolder(domain.resolve("autodeploy"));
        Path configuration = domain.resolve("config/domain.xml");
        String options = systemProperties.entrySet().stream()
                .map(property -> "<jvm-options>-D" + property.getKey() + "="
                        + property.getValue().replace(":", "${colon}") + "</jvm-options>")
                .collect(Collectors.joining()).replace("${colon}", ":");
        String content = Files.readString(configuration)
                // no listener of any configuration may use the default ports
                .replaceAll("(?<=[ \"])port=\"8080\"", "port=\"" + port + "\"");
        content = PORT.matcher(content).replaceAll(match -> ownPort(match, port));
        content = content.replaceAll("<das-config[^>]*>", "<das-config autodeploy-enabled=\"true\" "
                + "dynamic-reload-enabled=\"true\" deploy-xml-validation=\"full\" "
                + "autodeploy-polling-interval-in-seconds=\"1\"></das-config>")
                .replace("</das-config></das-config>", "</das-config>");
        content = content.replaceFirst("<jvm-options>", java.util.regex.Matcher.quoteReplacement(options)
                + "<jvm-options>");
        Files.writeString(configuration, content);
        Files.writeString(domain.resolve("config/logging.properties"), "\napp.quotawatch.level=ALL\n",
                StandardOpenOption.APPEND);
    }

    private static String ownPort(MatchResult match, int http) {
        return match.group(2).equals(Integer.toString(http))
                ? match.group()
                : match.group(1) + "=\"" + freePort() + "\"";
    }

    @Override
    List<String> command(Map<String, String> systemProperties) {
        return List.of(distribution.resolve("bin/asadmin").toString(), "start-domain", "--domaindir",
                domains.toString(), "--verbose", "domain1");
    }

    @Override
    Map<String, String> environment() {
        return Map.of("AS_JAVA", jdk.home().toString());
    }

    @Override
    boolean isReady() {
        return log().contains("startup time") || log().contains("server startup");
    }

    @Override
    void beginDeployment(ProbeWar war) {
        Folders.copyAtOnce(war.file(), domain.resolve("autodeploy").resolve(war.file().getFileName()));
    }

    @Override
    void beginUndeployment(String name) {
        Folders.delete(domain.resolve("autodeploy").resolve(name + ".war"));
    }

    /* The started process is the administration command; the server is its child. */
    @Override
    long pid() {
        return Long.parseLong(Folders.read(domain.resolve("config/pid")).strip());
    }

    @Override
    void terminate() {
        terminate(ProcessHandle.of(pid()).orElseThrow());
    }

    @Override
    OptionalLong deploymentTime(String name) {
        return lastInLog("\\b" + name + " was successfully deployed in ([\\d,]+) milliseconds", 1);
    }

    /* GlassFish has no MicroProfile Telemetry. */
    private boolean isPayara() {
        return distribution.getFileName().toString().startsWith("payara");
    }

    @Override
    boolean exportsMetrics() {
        return isPayara();
    }

    @Override
    boolean keepsCountsOfCalls() {
        return isPayara();
    }

    @Override
    boolean tracesClients() {
        return isPayara();
    }

    @Override
    Optional<URI> readiness(String name) {
        return Optional.of(URI.create("http://localhost:" + port + "/health/ready"));
    }

    @Override
    Pattern flushingThread() {
        return Pattern.compile("concurrent/__defaultManagedScheduledExecutorService-.*[Tt]hread-\\d+");
    }

    @Override
    String log() {
        return Folders.read(domain.resolve("logs/server.log"));
    }
}
