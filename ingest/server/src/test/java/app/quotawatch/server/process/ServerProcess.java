package app.quotawatch.server.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/** The server as an administrator runs it: a process of its own. */
final class ServerProcess implements AutoCloseable {

    static final String ADMIN_TOKEN = "an-admin-token-that-is-configured";

    private static final String SECRET_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final Path folder;
    private final String databaseUrl;
    private final int port = freePort();
    private final int managementPort = freePort();
    private Process process;

    ServerProcess(Path folder, String databaseUrl) {
        this.folder = folder;
        this.databaseUrl = databaseUrl;
    }

    /** Starts it, again after {@link #kill()}, and waits until it is ready. */
    void start() throws IOException {
        Files.createDirectories(folder);
        ProcessBuilder builder = new ProcessBuilder("java", "-Xmx256m", "-jar", jar().toString())
                .directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("QUOTAWATCH_DB_URL", databaseUrl);
        builder.environment().put("QUOTAWATCH_DB_USERNAME", "postgres");
        builder.environment().put("QUOTAWATCH_SERVER_ADMIN_TOKEN", ADMIN_TOKEN);
        builder.environment().put("QUOTAWATCH_SERVER_SECRET_KEY", SECRET_KEY);
        builder.environment().put("QUOTAWATCH_SERVER_ALLOW_PRIVATE_WEBHOOKS", "true");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Awaitility.await("a server that is ready").atMost(Duration.ofSeconds(60)).until(this::isReady);
    }

    /** Ends it as the lack of memory of a machine does: with no time to finish anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it as an administrator does, and returns whether it has ended in time. */
    boolean stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(20, TimeUnit.SECONDS);
    }

    /** Makes it stand still, as a machine does that is short of everything. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    URI managementUri(String path) {
        return URI.create("http://localhost:" + managementPort + path);
    }

    String logged() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Path log() {
        return folder.resolve("log");
    }

    private boolean isReady() {
        try {
            return ((HttpURLConnection) managementUri("/q/health/ready").toURL().openConnection())
                    .getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Path jar() throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of("target"), "*-runner.jar")) {
            return jars.iterator().next().toAbsolutePath();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
