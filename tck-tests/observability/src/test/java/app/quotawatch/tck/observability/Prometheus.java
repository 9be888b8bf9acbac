package app.quotawatch.tck.observability;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A real Prometheus that scrapes targets each second and evaluates the alert rules. */
final class Prometheus implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final Process process;

    private Prometheus(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    static Prometheus start(Binary prometheus, Path folder, List<String> targets) throws IOException {
        Path configuration = folder.resolve("prometheus.yml");
        Files.writeString(configuration, """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ['%s']
                scrape_configs:
                  - job_name: quickstart
                    metrics_path: /q/metrics
                    static_configs: [{targets: ['%s']}]
                """.formatted(TestedFiles.RULES, String.join("', '", targets)));
        int port = Quickstart.freePort();
        return new Prometheus(port, prometheus.start(folder.resolve("prometheus.log"), "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"), "--web.listen-address=127.0.0.1:" + port));
    }

    /** Returns the series that a query finds now. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        return get("query?query=" + URLEncoder.encode(expression, UTF_8)).path("data").path("result");
    }

    /** Returns the rules with their state. */
    JsonNode rules() throws IOException, InterruptedException {
        return get("rules").path("data").path("groups").path(0).path("rules");
    }

    private JsonNode get(String resource) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + resource))
                .build();
        return new ObjectMapper().readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
