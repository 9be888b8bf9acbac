package app.quotawatch.tck.servers;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import app.quotawatch.tck.support.Jdk;

/** Payara Micro 6, in its own process. Applications are deployed with its Java API. */
final class PayaraMicro extends Server {

    /* The packages that the manifest of its jar opens, which only applies to java -jar. */
    private static final List<String> OPENED = Stream
            .of("jdk.internal.loader", "java.lang", "java.net", "java.nio", "java.util",
                    "sun.nio.ch", "sun.net.www.protocol.jrt", "sun.net.www.protocol.jar", "java.io")
            .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED").toList();

    PayaraMicro(Path run, Jdk jdk) {
        super(run, jdk);
    }

    @Override
    void prepare(Map<String, String> systemProperties) {
        // nothing to prepare
    }

    @Override
    List<String> command(Map<String, String> systemProperties) {
        List<String> command = new ArrayList<>(List.of(jdk.java()));
        systemProperties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(OPENED);
        command.addAll(List.of("-cp", classPath(List.of(DISTRIBUTIONS.resolve("payara-micro.jar"),
                Path.of("target/test-classes").toAbsolutePath())), PayaraMicroMain.class.getName(),
                Integer.toString(port), run.resolve("root").toString()));
        return command;
    }

    @Override
    boolean isReady() {
        return log().contains(PayaraMicroMain.READY);
    }

    @Override
    boolean takesCommands() {
        return true;
    }

    @Override
    void beginDeployment(ProbeWar war) {
        type("deploy " + war.name() + " " + war.file());
    }

    @Override
    void beginUndeployment(String name) {
        type("undeploy " + name);
    }

    /* The last command that was typed is the last one in the log. */
    @Override
    boolean isGone(String name) {
        return log().lines().filter(line -> line.contains(PayaraMicroMain.DONE)).reduce((first, second) -> second)
                .filter(last -> last.endsWith("undeploy " + name)).isPresent();
    }

    @Override
    OptionalLong deploymentTime(String name) {
        return lastInLog("\\b" + name + " was successfully deployed in ([\\d,]+) milliseconds", 1);
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

    @Override
    Pattern flushingThread() {
        return Pattern.compile("concurrent/__defaultManagedScheduledExecutorService-.*[Tt]hread-\\d+");
    }
}
