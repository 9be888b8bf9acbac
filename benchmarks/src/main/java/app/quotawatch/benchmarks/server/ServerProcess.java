package app.quotawatch.benchmarks.server;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The packaged server, as its users start it, with a heap of 512 MB and a folder of its own. */
final class ServerProcess implements AutoCloseable {

    private final Path folder;
    private final String databaseUrl;
    private final int port = freePort();
    private final Process process;
    private final double startSeconds;

    private ServerProcess(Path folder, String databaseUrl) throws IOException, InterruptedException {
        this.folder = folder;
        this.databaseUrl = databaseUrl;
        long start = System.nanoTime();
        this.process = builder().redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        while (!answers()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(Files.readString(folder.resolve("log")));
            }
            Thread.sleep(20);
        }
        this.startSeconds = (System.nanoTime() - start) / 1e9;
    }

    static ServerProcess start(Path folder, String databaseUrl) throws IOException, InterruptedException {
        return new ServerProcess(folder, databaseUrl);
    }

    private ProcessBuilder builder(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("java", "-Xmx512m", "-jar", jar().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(new TreeMap<>(Map.of("QUOTAWATCH_DB_URL", databaseUrl, "QUOTAWATCH_DB_USERNAME",
                "postgres", "QUARKUS_HTTP_PORT", Integer.toString(port), "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(freePort()))));
        return builder;
    }

    private static Path jar() throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of("ingest/server/target"), "*-runner.jar")) {
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

    private boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri("/").toURL().openConnection();
            return connection.getResponseCode() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** Runs one of the server's commands, and returns what it prints. */
    String command(String... arguments) throws IOException, InterruptedException {
        Process command = builder(arguments).start();
        String printed = new String(command.getInputStream().readAllBytes());
        if (command.waitFor() != 0) {
            throw new IllegalStateException(printed + new String(command.getErrorStream().readAllBytes()));
        }
        return printed;
    }

    /** Returns the seconds until the server answered. */
    double startSeconds() {
        return startSeconds;
    }

    /** Returns the processor time that it has used so far, in seconds. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().map(used -> used.toMillis() / 1e3).orElse(Double.NaN);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
