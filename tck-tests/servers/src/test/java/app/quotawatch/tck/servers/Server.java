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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import app.quotawatch.tck.support.Jdk;

/** A server as users run it: a process with a configuration, an environment, a log and deployments. */
abstract class Server implements AutoCloseable {

    /* By default, a JVM keeps what only soft references reach for a second per free megabyte: undeployed applications. */
    private static final String NO_SOFT_REFERENCES = "-XX:SoftRefLRUPolicyMSPerMB=0";

    static final Duration PATIENCE = Duration.ofMinutes(3);

    static final Path DISTRIBUTIONS = Path.of(System.getProperty("servers.folder"));

    /** The folder for everything that this run writes. */
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

    /** Writes the files that the server needs before it starts. */
    abstract void prepare(Map<String, String> systemProperties) throws IOException;

    abstract List<String> command(Map<String, String> systemProperties);

    /** Returns additional environment variables for this server's scripts. */
    Map<String, String> environment() {
        return Map.of();
    }

    abstract boolean isReady();

    /** Starts the deployment of an application, which may not have finished when this returns. */
    abstract void beginDeployment(ProbeWar war);

    /** Starts the undeployment of an application, which may not have finished when this returns. */
    abstract void beginUndeployment(String name);

    /** Returns the thread names of the managed scheduled executor, or of our own thread if there is none. */
    abstract Pattern flushingThread();

    boolean hasManagedExecutor() {
        return true;
    }

    /** Returns whether it writes what a resource returns as JSON without a further library. */
    boolean writesJson() {
        return true;
    }

    /** Returns whether it exports the metrics of an application that uses OpenTelemetry. */
    boolean exportsMetrics() {
        return false;
    }

    /** Returns whether applications use the OpenTelemetry of the server, which keeps the counts of calls that it has seen. */
    boolean keepsCountsOfCalls() {
        return false;
    }

    /** Returns whether it makes a span for each call of a client. */
    boolean tracesClients() {
        return false;
    }

    /** Returns where it reports the readiness of an application; empty if it has no MicroProfile Health. */
    Optional<URI> readiness(String name) {
        return Optional.empty();
    }

    /** Returns which clients are observed on a kind of thread. The server's documentation page explains the limits. */
    Reach reach(String thread) {
        return Reach.EVERY;
    }

    /** Returns the ID of the Java process: the started process, or a child of its script. */
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
                throw new IllegalStateException(this + " ended unexpectedly, see " + console);
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
        builder.environment().put("JAVA_TOOL_OPTIONS", NO_SOFT_REFERENCES);
        builder.environment().putAll(environment());
        builder.environment().putAll(environment);
        Process launched = builder.start();
        if (!takesCommands()) {
            launched.getOutputStream().close();
        }
        return launched;
    }

    /** Returns whether the server accepts commands on standard input. */
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

    /** Deploys the application and waits until it responds. */
    final Probe deploy(ProbeWar war) {
        beginDeployment(war);
        Probe probe = probe(war.name());
        await("deployment of " + war.name() + " on " + this).atMost(PATIENCE).pollInterval(Duration.ofMillis(50))
                .until(probe::isUp);
        return probe;
    }

    /** Deploys and undeploys; returns the deployment time in milliseconds, as logged by the server if it logs it. */
    final long timedDeployment(ProbeWar war) {
        long start = System.nanoTime();
        deploy(war);
        long measured = (System.nanoTime() - start) / 1_000_000;
        long millis = deploymentTime(war.name()).orElse(measured);
        undeploy(war.name());
        return millis;
    }

    /** Returns the milliseconds that the server logged for the latest deployment, if it logs them. */
    OptionalLong deploymentTime(String name) {
        return OptionalLong.empty();
    }

    final OptionalLong lastInLog(String pattern, double millisPerUnit) {
        return Pattern.compile(pattern).matcher(log()).results()
                .mapToLong(found -> Math.round(Double.parseDouble(found.group(1).replace(",", "")) * millisPerUnit))
                .reduce((first, second) -> second);
    }

    /** Undeploys the application and waits until it is gone. */
    final void undeploy(String name) {
        beginUndeployment(name);
        await("undeployment of " + name + " from " + this).atMost(PATIENCE).until(() -> isGone(name));
    }

    /**
     * Returns whether the undeployed application is gone. Subclasses should avoid requests to the application: some servers never
     * complete a request that arrives while the application stops.
     */
    boolean isGone(String name) {
        return !probe(name).isUp();
    }

    Probe probe(String name) {
        return new Probe(URI.create("http://localhost:" + port + "/" + name));
    }

    /** Terminates the process, as an operating system does at shutdown, and waits for its end. */
    void terminate() {
        terminate(process.toHandle());
    }

    final void terminate(ProcessHandle target) {
        target.destroy();
        await("end of " + this).atMost(PATIENCE).until(() -> !target.isAlive());
    }

    /** Returns the log of the server with its default levels. */
    String log() {
        return Folders.read(console);
    }

    /** Returns the log including our records at every level, as a user who debugs a problem sees it. */
    String logAtAllLevels() {
        return log();
    }

    /** Returns whether a log entry with a secret is the server's own, written without QuotaWatch too. */
    boolean logsSecretsItself(String entry) {
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
