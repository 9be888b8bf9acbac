package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.testing.HostileServer;
import app.quotawatch.testing.IngestDouble;

/** A JVM that exits while events wait, without anybody closing QuotaWatch. */
class JvmExitTest {

    private static final int PATIENCE_SECONDS = 60;

    private final IngestDouble ingest = IngestDouble.start();

    @AfterEach
    void stop() {
        ingest.close();
    }

    private static Process start(URI ingest, int timeoutSeconds, boolean hook, String end) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), ExitingApplication.class.getName(), ingest.toString(),
                String.valueOf(timeoutSeconds), String.valueOf(hook), end)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static void awaitExit(Process jvm) throws InterruptedException {
        try {
            assertThat(jvm.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended").isTrue();
        } finally {
            jvm.destroyForcibly();
        }
    }

    @Test
    void systemExit_deliversTheBuffer_andKeepsTheStatus() throws Exception {
        Process jvm = start(ingest.url(), 10, true, "exit");
        awaitExit(jvm);

        assertThat(ingest.endpoints()).containsExactly("/1");
        assertThat(jvm.exitValue()).isEqualTo(7);
    }

    @Test
    void sigterm_deliversTheBuffer() throws Exception {
        Process jvm = start(ingest.url(), 10, true, "wait");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("ready");
            jvm.destroy();
            awaitExit(jvm);
        }

        assertThat(ingest.endpoints()).containsExactly("/1");
    }

    @Test
    void exitAfterClose_deliversOnce() throws Exception {
        awaitExit(start(ingest.url(), 10, true, "close"));

        assertThat(ingest.endpoints()).containsExactly("/1");
    }

    @Test
    void withoutTheHook_nothingIsDelivered() throws Exception {
        awaitExit(start(ingest.url(), 10, false, "exit"));

        assertThat(ingest.requests()).isEmpty();
    }

    @Test
    void exitWithAHangingIngest_ends() throws Exception {
        try (HostileServer hanging = HostileServer.hanging()) {
            awaitExit(start(hanging.url(), 1, true, "exit"));

            assertThat(hanging.requests()).isEqualTo(1);
        }
    }
}
