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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import app.quotawatch.tck.support.Jdk;

/** TomEE. Applications are deployed in {@code webapps}. */
class TomEE extends Server {

    private final Path base = run.resolve("base");
    private final Path distribution = DISTRIBUTIONS
            .resolve("apache-tomee-microprofile-" + System.getProperty("version.tomee"));

    TomEE(Path run, Jdk jdk) {
        super(run, jdk);
    }

    @Override
    void prepare(Map<String, String> systemProperties) throws IOException {
        Folders.copyFolder(distribution.resolve("conf"), base.resolve("conf"));
        List.of("logs", "temp", "work", "webapps").forEach(folder -> Folders.createFolder(base.resolve(folder)));
        Path configuration = base.resolve("conf/server.xml");
        Files.writeString(configuration, Files.readString(configuration)
                .replace("port=\"8080\"", "port=\"" + port + "\"")
                .replace("port=\"8005\"", "port=\"-1\"")
                // the default interval of 10 s is too long for tests
                .replaceAll("<Engine ", "<Engine backgroundProcessorDelay=\"1\" "));
        Path logging = base.resolve("conf/logging.properties");
        Files.writeString(logging,
                Files.readString(logging).replaceAll("(AsyncConsoleHandler.level) = \\w+", "$1 = ALL")
                        + "\napp.quotawatch.level = ALL\n");
        if (hasManagedExecutor()) {
            Files.writeString(base.resolve("conf/system.properties"), "\nopenejb.environment.default = true\n",
                    StandardOpenOption.APPEND);
        }
        // the archive does not preserve executable permissions
        distribution.resolve("bin/catalina.sh").toFile().setExecutable(true);
    }

    @Override
    List<String> command(Map<String, String> systemProperties) {
        Folders.write(base.resolve("bin/setenv.sh"), "CATALINA_OPTS='" + systemProperties.entrySet().stream()
                .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                .collect(Collectors.joining(" ")) + "'\n");
        return List.of(distribution.resolve("bin/catalina.sh").toString(), "run");
    }

    @Override
    Map<String, String> environment() {
        return Map.of("CATALINA_HOME", distribution.toString(), "CATALINA_BASE", base.toString());
    }

    @Override
    boolean isReady() {
        return log().contains("Server startup in");
    }

    @Override
    void beginDeployment(ProbeWar war) {
        Folders.copyAtOnce(war.file(), base.resolve("webapps").resolve(war.file().getFileName()));
    }

    @Override
    void beginUndeployment(String name) {
        Folders.delete(base.resolve("webapps").resolve(name + ".war"));
    }

    /* The extracted folder is deleted last. */
    @Override
    boolean isGone(String name) {
        return Files.notExists(base.resolve("webapps").resolve(name));
    }

    /* CXF logs the whole URL of a plain client's failed call. */
    @Override
    boolean logsSecretsItself(String entry) {
        return entry.contains("org.apache.cxf.phase.PhaseInterceptorChain.doDefaultLogging");
    }

    @Override
    Reach reach(String thread) {
        return thread.equals("MANAGED_EXECUTOR") ? Reach.ALL_BUT_BUILT : Reach.EVERY;
    }

    @Override
    OptionalLong deploymentTime(String name) {
        return lastInLog("/" + name + "\\.war] has finished in \\[([\\d,]+)] ms", 1);
    }

    /* One of the resources of each application. */
    @Override
    Optional<URI> readiness(String name) {
        return Optional.of(URI.create("http://localhost:" + port + "/" + name + "/probe/health/ready"));
    }

    @Override
    Pattern flushingThread() {
        return Pattern.compile("managed-thread-\\d+");
    }
}
