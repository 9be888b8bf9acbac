package app.quotawatch.quarkus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import app.quotawatch.tck.support.Jdk;

/** The packaged application in its own process. */
final class PackagedApplication implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://localhost:\\d+)");

    private final Path log;
    private final Process process;

    private PackagedApplication(Path log, Process process) {
        this.log = log;
        this.process = process;
    }

    /** Starts the application with this Java, in this folder, with these system properties. */
    static PackagedApplication start(Jdk jdk, Path folder, String... properties) throws IOException {
        return start(jdk, folder, Map.of(), properties);
    }

    /** Starts the application with these environment variables and system properties. */
    static PackagedApplication start(Jdk jdk, Path folder, Map<String, String> environment, String... properties)
            throws IOException {
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of(jdk.java(), "-Dquarkus.http.port=0"));
        for (String property : properties) {
            command.add("-D" + property);
        }
        command.addAll(List.of("-jar",
                Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath().toString()));
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile());
        process.environment().putAll(environment);
        return new PackagedApplication(log, process.start());
    }

    /** Sends a request to the application once it is up. */
    String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(address() + path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private String address() {
        return await().atMost(SOON).until(() -> {
            Matcher listening = LISTENING.matcher(log());
            return listening.find() ? listening.group(1) : null;
        }, address -> address != null);
    }

    /** Stops the application with SIGTERM, as a container platform does. */
    void terminate() throws InterruptedException {
        process.destroy();
        exitCode();
    }

    /** Waits for the application to end and returns its exit code. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).as("the application ended").isTrue();
        return process.exitValue();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
