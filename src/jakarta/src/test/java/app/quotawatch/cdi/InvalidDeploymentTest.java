package app.quotawatch.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.testing.Logged;
import app.quotawatch.testing.OurThreads;

/** An invalid configuration fails the deployment, and the exception reports every problem at once. */
class InvalidDeploymentTest {

    @TempDir
    private Path directory;

    @Test
    void invalidConfiguration_failsTheDeploymentWithAllProblemsInOneException() {
        Throwable failure = catchThrowable(() -> Application.start(directory, Map.of(
                "api-key", "qw_live_SECRET",
                "buffer-size", "0",
                "flush-interval-seconds", "-1",
                "thresholds", "200",
                "ingest-url", "https://ingest.example.com?x=SECRET",
                "apis.a.name", "A")).close());

        assertThat(failure).hasMessageContaining("5 problems")
                .hasMessageContaining("quotawatch.buffer-size = 0")
                .hasMessageContaining("quotawatch.flush-interval-seconds = -1.0")
                .hasMessageContaining("quotawatch.thresholds = 200")
                .hasMessageContaining("quotawatch.ingest-url = 'https://ingest.example.com?***'")
                .hasMessageContaining("quotawatch.apis.a.base-url is missing")
                .hasMessageNotContaining("SECRET");
        await().untilAsserted(() -> assertThat(OurThreads.alive()).isEmpty());
    }

    @Test
    void adviceOnTheConfiguration_isLogged() {
        try (Logged logged = Logged.start()) {
            Application.start(directory, Map.of("api-key", "qw_live_SECRET", "buffersize", "5", "ingest-url",
                    "http://ingest.invalid")).close();

            assertThat(logged.at(Level.WARNING))
                    .anyMatch(line -> line.contains("quotawatch.buffersize is not a key of QuotaWatch; did you mean "
                            + "quotawatch.buffer-size?"))
                    .anyMatch(line -> line.contains("travels unencrypted"))
                    .hasSize(2);
            assertThat(logged.everything()).doesNotContain("SECRET");
        }
    }

    @Test
    void configuration_isLoggedWithoutTheKey() {
        try (Logged logged = Logged.start()) {
            Application.start(directory, Map.of("api-key", "qw_live_SECRET")).close();

            assertThat(logged.at(Level.CONFIG)).singleElement().asString().contains("QuotaWatchConfig[enabled=true")
                    .contains("apiKey=***");
            assertThat(logged.everything()).doesNotContain("SECRET");
        }
    }
}
