package app.quotawatch.quarkus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.ingest.LocalIngest;

/** The packaged application from its start to SIGTERM. */
class PackagedLifeIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://localhost:\\d+)");

    @TempDir
    Path folder;

    private Process application;

    @AfterEach
    void end() {
        if (application != null) {
            application.destroyForcibly();
        }
    }

    @Test
    void sigterm_deliversWhatIsBuffered() throws Exception {
        try (Upstream upstream = new Upstream(); LocalIngest ingest = LocalIngest.builder().port(0).start()) {
            Path log = start("-Dquotawatch.api-key=qw_test_secret", "-Dquotawatch.ingest-url=" + ingest.uri(),
                    "-Dquotawatch.flush-interval-seconds=3600", "-Dquotawatch.apis.things.base-url=" + upstream.uri(),
                    "-Dquarkus.rest-client.things.url=" + upstream.uri());
            await().atMost(SOON).until(() -> LISTENING.matcher(Files.readString(log)).find());
            Matcher listening = LISTENING.matcher(Files.readString(log));
            assertThat(listening.find()).isTrue();
            HttpClient.newHttpClient().send(
                    HttpRequest.newBuilder(URI.create(listening.group(1) + "/probe/threads/worker/last")).build(),
                    HttpResponse.BodyHandlers.discarding());
            assertThat(ingest.received()).as("nothing is sent yet").isZero();

            application.destroy();

            assertThat(application.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(ingest.events()).extracting(event -> event.endpoint()).containsExactly("/things/last");
            assertThat(Files.readString(log)).doesNotContain("qw_test_secret").doesNotContainPattern(
                    "(?i)(WARN|ERROR).*quotawatch\\b(?!-)");
        }
    }

    @Test
    void wrongConfiguration_endsTheStartWithTheListAndNoStackTrace() throws Exception {
        Path log = start("-Dquotawatch.api-key=qw_test_secret", "-Dquotawatch.buffer-size=many",
                "-Dquotawatch.health.exhausted-is-down=perhaps", "-Dquotawatch.apis.things.name=Things");

        assertThat(application.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(application.exitValue()).isNotZero();
        assertThat(Files.readString(log))
                .contains("QuotaWatch's configuration has 3 problems:")
                .contains("  - quotawatch.buffer-size = 'many': must be a whole number from 1 to 1000000")
                .contains("  - quotawatch.apis.things.base-url is missing")
                .contains("  - quotawatch.health.exhausted-is-down = 'perhaps': must be true or false")
                .doesNotContain("\tat ", "qw_test_secret");
    }

    private Path start(String... properties) throws IOException {
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dquarkus.http.port=0"));
        command.addAll(List.of(properties));
        command.addAll(List.of("-jar", Path.of("target", "quarkus-app", "quarkus-run.jar").toString()));
        application = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return log;
    }
}
