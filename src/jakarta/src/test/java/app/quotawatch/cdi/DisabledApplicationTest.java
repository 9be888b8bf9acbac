package app.quotawatch.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.FlushResult;
import app.quotawatch.observe.Applications;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Logged;
import app.quotawatch.testing.OurThreads;

/** {@code quotawatch.enabled=false}: the bean exists and does nothing. */
class DisabledApplicationTest {

    @TempDir
    private Path directory;

    @Test
    void disabledApplication_hasAHarmlessBeanAndNoThread() {
        try (IngestDouble ingest = IngestDouble.start()) {
            ClassLoader loader;
            try (Application application = Application.start(directory,
                    Map.of("enabled", "false", "api-key", "qw_live_SECRET", "ingest-url", ingest.url()))) {
                loader = application.loader();
                application.quotaWatch().record(Calls.call(1));

                assertThat(application.quotaWatch().flush().outcome()).isEqualTo(FlushResult.Outcome.NOT_SENDING);
                assertThat(application.quotaWatch().deliveryStats().recorded()).isZero();
                await().untilAsserted(() -> assertThat(OurThreads.alive()).isEmpty());
            }
            assertThat(ingest.requests()).isEmpty();
            assertThat(Applications.of(loader)).isNull();
        }
    }

    @Test
    void disabledApplication_logsNothingAboutTheMissingKey() {
        try (Logged logged = Logged.start()) {
            Application.start(directory, Map.of("enabled", "false")).close();

            assertThat(logged.from(Level.INFO)).isEmpty();
        }
    }
}
