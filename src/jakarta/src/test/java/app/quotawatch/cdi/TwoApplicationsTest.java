package app.quotawatch.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.QuotaWatch;
import app.quotawatch.observe.Applications;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.IngestDouble;

/** Applications in one JVM are isolated from each other. */
class TwoApplicationsTest {

    private final IngestDouble redIngest = IngestDouble.start();
    private final IngestDouble blueIngest = IngestDouble.start();

    @TempDir
    private Path redDirectory;
    @TempDir
    private Path blueDirectory;

    @AfterEach
    void stop() {
        redIngest.close();
        blueIngest.close();
    }

    private Application red() {
        return Application.start(redDirectory,
                Map.of("api-key", "red", "environment", "red", "ingest-url", redIngest.url()));
    }

    private Application blue() {
        return Application.start(blueDirectory,
                Map.of("api-key", "blue", "environment", "blue", "ingest-url", blueIngest.url()));
    }

    @Test
    void eachApplication_deliversItsOwnEventsWithItsOwnConfiguration() {
        try (Application red = red(); Application blue = blue()) {
            red.quotaWatch().record(Calls.call("/red"));
            blue.quotaWatch().record(Calls.call("/blue"));
            red.quotaWatch().flush();
            blue.quotaWatch().flush();
        }
        assertThat(redIngest.onlyRequest().body()).contains("\"projectApiKey\":\"red\"", "\"environment\":\"red\"")
                .doesNotContain("blue");
        assertThat(blueIngest.onlyRequest().body()).contains("\"projectApiKey\":\"blue\"", "\"environment\":\"blue\"")
                .doesNotContain("red\"");
    }

    @Test
    void getInstance_returnsTheInstanceOfTheCallingApplication() {
        try (Application red = red(); Application blue = blue()) {
            assertThat(red.in(QuotaWatch::getInstance)).containsSame(red.quotaWatch());
            assertThat(blue.in(QuotaWatch::getInstance)).containsSame(blue.quotaWatch());
            assertThat(red.quotaWatch()).isNotSameAs(blue.quotaWatch());
        }
    }

    @Test
    void stoppingApplication_doesNotStopTheOther() {
        try (Application red = red()) {
            Application blue = blue();
            blue.quotaWatch().record(Calls.call("/blue"));
            blue.close();
            assertThat(blueIngest.endpoints()).containsExactly("/blue");
            assertThat(Applications.of(blue.loader())).isNull();

            red.quotaWatch().record(Calls.call("/red"));
            assertThat(red.quotaWatch().flush().delivered()).isEqualTo(1);
            assertThat(redIngest.endpoints()).containsExactly("/red");
        }
    }

    @Test
    void sameApplication_canStartAgain() {
        for (int i = 1; i <= 3; i++) {
            try (Application red = red()) {
                red.quotaWatch().record(Calls.call(i));
            }
        }
        assertThat(redIngest.endpoints()).containsExactly("/1", "/2", "/3");
    }

    @Test
    void disabledApplication_isNotObservedByAnEnabledOne() {
        try (Application red = red();
                Application blue = Application.start(blueDirectory, Map.of("enabled", "false"))) {
            assertThat(Applications.find(blue.loader()).observer().start("GET", URI.create("https://x.example.com")))
                    .isNull();
            assertThat(Applications.find(blue.loader())).isNotSameAs(Applications.of(red.loader()));
            assertThat(blue.in(QuotaWatch::getInstance)).isEmpty();
        }
    }
}
