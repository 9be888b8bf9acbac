package app.quotawatch.tck.servers;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import app.quotawatch.tck.support.Jdk;

/** A server as its users run it: a process with a configuration, an environment, a log and deployments. */
abstract class Server implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(90);

    static final Path DISTRIBUTIONS = Path.of(System.getProperty("servers.folder"));

    /** Everything that this run writes. */
    final Path run;
    final Jdk jdk;
    final int port = freePort();

    private final Path console;
    private Process process;

    Server(Path run, Jdk jdk) {
        this.run = run;
        this.jdk = jdk;
        this.console = run.resolve("console.log");
        Folders.delete(run);
        Folders.createFolder(run);
    }

    /** Writes what the server needs before it starts. */
    abstract void prepare(Map<String, String> systemProperties) throws IOException;

    abstract List<String> command(Map<String, String> systemProperties);

    /** Returns what only this server's scripts want to know. */
    Map<String, String> environment() {
        return Map.of();
    }

    abstract boolean isReady();

    /** Gives the application to the server, which need not have it deployed when this returns. */
    abstract void bring(ProbeWar war);

    /** Takes the application away again. */
    abstract void takeAway(String name);

    /** Returns the names that the threads of the managed scheduled executor have; or of ours, where there is none. */
    abstract Pattern flushingThread();

    boolean hasManagedExecutor() {
        return true;
    }

    /** Returns which clients are observed that are used on such a thread; the server's page says why not all. */
    Reach reach(String thread) {
        return Reach.EVERY;
    }

    /** Returns the process that runs Java: the one that was started, or what its script started. */
    long pid() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(candidate -> candidate.info().command().map(command -> command.endsWith("java")).orElse(false))
                .findFirst().orElseThrow().pid();
    }

    void start(Map<String, String> environment, Map<String, String> systemProperties) {
        try {
            prepare(systemProperties);
            process = launch(command(systemProperties), environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("start of " + this).atMost(PATIENCE).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(this + " ended by itself, see " + console);
            }
            return isReady();
        });
    }

    final Process launch(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(run.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()));
        builder.environment().put("JAVA_HOME", jdk.home().toString());
        builder.environment().putAll(environment());
        builder.environment().putAll(environment);
        Process launched = builder.start();
        if (!takesCommands()) {
            launched.getOutputStream().close();
        }
        return launched;
    }

    /** Returns whether something is typed into the server; else it has no input. */
    boolean takesCommands() {
        return false;
    }

    final void type(String command) {
        try {
            process.getOutputStream().write((command + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deploys, and waits until the application answers. */
    final Probe deploy(ProbeWar war) {
        bring(war);
        Probe probe = probe(war.name());
        await("deployment of " + war.name() + " on " + this).atMost(PATIENCE).pollInterval(Duration.ofMillis(50))
                .until(probe::isUp);
        return probe;
    }

    /** Deploys and undeploys; returns how many milliseconds the deployment took, as the server says if it does. */
    final long timedDeployment(ProbeWar war) {
        long start = System.nanoTime();
        deploy(war);
        long measured = (System.nanoTime() - start) / 1_000_000;
        long said = deploymentTime(war.name()).orElse(measured);
        undeploy(war.name());
        return said;
    }

    /** Returns the milliseconds that the server's log says for the latest deployment, if it says them. */
    OptionalLong deploymentTime(String name) {
        return OptionalLong.empty();
    }

    final OptionalLong lastInLog(String pattern, double millisPerUnit) {
        return Pattern.compile(pattern).matcher(log()).results()
                .mapToLong(found -> Math.round(Double.parseDouble(found.group(1).replace(",", "")) * millisPerUnit))
                .reduce((first, second) -> second);
    }

    /** Undeploys, and waits until the application is gone. */
    final void undeploy(String name) {
        takeAway(name);
        await("undeployment of " + name + " from " + this).atMost(PATIENCE).until(() -> isGone(name));
    }

    /**
     * Returns whether the application that was taken away is gone. Better not asked of the application itself: some servers
     * never let go of a request that they serve while they stop the application.
     */
    boolean isGone(String name) {
        return !probe(name).isUp();
    }

    Probe probe(String name) {
        return new Probe(URI.create("http://localhost:" + port + "/" + name));
    }

    /** Asks the process to end, as an operating system does at shutdown, and waits for it. */
    void terminate() {
        terminate(process.toHandle());
    }

    final void terminate(ProcessHandle asked) {
        asked.destroy();
        await("end of " + this).atMost(PATIENCE).until(() -> !asked.isAlive());
    }

    /** Returns what the server has logged as it comes. */
    String log() {
        return Folders.read(console);
    }

    /** Returns that, and what we have logged at any level: as a user sees it who looks for something. */
    String logAtAllLevels() {
        return log();
    }

    /** Returns whether an entry of the log in which there is a secret is the server's own, which it writes without us too. */
    boolean saysSecretsItself(String entry) {
        return false;
    }

    @Override
    public void close() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String classPath(List<Path> entries) {
        return String.join(File.pathSeparator, entries.stream().map(Path::toString).toList());
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " on Java " + jdk.version();
    }
}
