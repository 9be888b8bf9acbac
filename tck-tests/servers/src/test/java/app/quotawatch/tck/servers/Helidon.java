package app.quotawatch.tck.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import app.quotawatch.tck.support.Jdk;

/** Helidon MP: one server per application, from the class path. Deploying starts a server, undeploying sends SIGTERM. */
final class Helidon extends Server {

    private record Running(Process process, int port) {}

    private final Map<String, Running> running = new HashMap<>();
    private Map<String, String> environment = Map.of();
    private Map<String, String> systemProperties = Map.of();

    Helidon(Path run, Jdk jdk) {
        super(run, jdk);
    }

    @Override
    void start(Map<String, String> newEnvironment, Map<String, String> newSystemProperties) {
        environment = newEnvironment;
        systemProperties = newSystemProperties;
    }

    @Override
    void prepare(Map<String, String> ignored) {
        throw new UnsupportedOperationException();
    }

    @Override
    List<String> command(Map<String, String> ignored) {
        throw new UnsupportedOperationException();
    }

    @Override
    boolean isReady() {
        throw new UnsupportedOperationException();
    }

    @Override
    void beginDeployment(ProbeWar war) {
        Path application = run.resolve(war.name());
        Folders.delete(application);
        war.extract(application);
        // in a class folder, unlike in a web application, it belongs in META-INF
        Folders.copyAtOnce(application.resolve("WEB-INF/beans.xml"),
                application.resolve("WEB-INF/classes/META-INF/beans.xml"));
        int own = freePort();
        Path logging = application.resolve("logging.properties");
        Folders.write(logging, """
                handlers = java.util.logging.ConsoleHandler
                java.util.logging.ConsoleHandler.level = ALL
                .level = INFO
                app.quotawatch.level = ALL
                """);
        List<String> command = new ArrayList<>(List.of(jdk.java(), "-Dserver.port=" + own, "-Dserver.host=localhost",
                "-Djava.util.logging.config.file=" + logging));
        systemProperties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", application.resolve("WEB-INF/classes") + File.pathSeparator
                + application.resolve("WEB-INF/lib") + "/*" + File.pathSeparator
                + System.getProperty("helidon.folder") + "/*", "io.helidon.Main"));
        try {
            running.put(war.name(), new Running(launch(command, environment), own));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void beginUndeployment(String name) {
        terminate(running.get(name).process().toHandle());
    }

    @Override
    Probe probe(String name) {
        return new Probe(URI.create("http://localhost:" + running.get(name).port()));
    }

    @Override
    void terminate() {
        running.values().forEach(application -> terminate(application.process().toHandle()));
    }

    @Override
    boolean hasManagedExecutor() {
        return false;
    }

    @Override
    boolean writesJson() {
        return false;
    }

    @Override
    Optional<URI> readiness(String name) {
        return Optional.of(URI.create("http://localhost:" + running.get(name).port() + "/health/ready"));
    }

    @Override
    Pattern flushingThread() {
        return Pattern.compile("quotawatch-flush");
    }

    @Override
    public void close() {
        running.values().forEach(application -> application.process().destroyForcibly());
    }
}
