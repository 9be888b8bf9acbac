package app.quotawatch.quarkus.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.quarkus.testing.FarSide;
import app.quotawatch.tck.support.Jdk;

/** The packaged application from start to SIGTERM. */
class PackagedLifeIT {

    @TempDir
    Path folder;

    @Test
    void sigterm_deliversWhatIsBuffered() throws Exception {
        try (FarSide farSide = new FarSide();
                PackagedApplication application = PackagedApplication.start(Jdk.current(), folder,
                        "quotawatch.api-key=qw_test_secret",
                        "quotawatch.ingest-url=" + farSide.ingestUrl(),
                        "quotawatch.flush-interval-seconds=3600",
                        "quotawatch.apis.things.base-url=" + farSide.upstreamUrl(),
                        "quarkus.rest-client.things.url=" + farSide.upstreamUrl())) {
            application.get("/probe/threads/worker/last");
            assertThat(farSide.events()).as("nothing is sent yet").isEmpty();

            application.terminate();

            assertThat(farSide.events()).containsExactly("things GET 200 /things/last");
            assertThat(application.log()).doesNotContain("qw_test_secret").doesNotContainPattern(
                    "(?i)(WARN|ERROR).*quotawatch\\b(?!-)");
        }
    }

    @Test
    void environmentDotEnvAndProfile_areRead() throws Exception {
        try (FarSide farSide = new FarSide()) {
            Files.writeString(folder.resolve(".env"), "QUOTAWATCH_INGEST_URL=" + farSide.ingestUrl());
            try (PackagedApplication application = PackagedApplication.start(Jdk.current(), folder,
                    Map.of("QUOTAWATCH_API_KEY", "qw_test_secret",
                            "QUOTAWATCH_APIS_THINGS_BASE_URL", farSide.upstreamUrl()),
                    "%prod.quotawatch.apis.things.name=Things in production",
                    "%dev.quotawatch.apis.things.name=Things in development",
                    "quarkus.rest-client.things.url=" + farSide.upstreamUrl())) {
                application.get("/probe/threads/worker/configured");

                assertThat(application.get("/probe/watch/flush")).isEqualTo("COMPLETE");
                assertThat(farSide.events()).containsExactly("Things in production GET 200 /things/configured");
            }
        }
    }

    @Test
    void invalidConfiguration_failsTheStartWithTheProblemsAndNoStackTrace() throws Exception {
        try (PackagedApplication application = PackagedApplication.start(Jdk.current(), folder,
                "quotawatch.api-key=qw_test_secret",
                "quotawatch.buffer-size=many",
                "quotawatch.health.exhausted-is-down=perhaps",
                "quotawatch.apis.things.name=Things")) {
            assertThat(application.exitCode()).isNotZero();
            assertThat(application.log())
                    .contains("QuotaWatch's configuration has 3 problems:")
                    .contains("  - quotawatch.buffer-size = 'many': must be a whole number from 1 to 1000000")
                    .contains("  - quotawatch.apis.things.base-url is missing")
                    .contains("  - quotawatch.health.exhausted-is-down = 'perhaps': must be true or false")
                    .doesNotContain("\tat ", "qw_test_secret");
        }
    }
}
