package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.testing.ForkedJvm;
import app.quotawatch.testing.IngestDouble;

/** The first delivery of a JVM, which has loaded nothing that a delivery needs. */
class ColdStartTest {

    /* Others may need the processor at the same time; what takes a second of it fails each time. */
    private static final int TRIES = 5;

    @Test
    void firstFlush_withATimeoutOfASecond_isNotSpentOnLoading() {
        try (IngestDouble ingest = IngestDouble.start()) {
            String output = "";
            for (int i = 0; i < TRIES && !output.contains("COMPLETE"); i++) {
                output = ForkedJvm.run(Application.class, List.of(), ingest.url().toString());
            }
            assertThat(output).contains("COMPLETE");
        }
    }

    /** Records a call and flushes it at once. */
    static final class Application {

        public static void main(String[] arguments) {
            RunningQuotaWatch quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder("qw_live_SECRET")
                    .ingestUrl(URI.create(arguments[0])).flushInterval(Duration.ofDays(1)).build());
            quotaWatch.record(ApiCall.builder("Test").endpoint("/").method("GET").status(200).build());
            System.out.println(quotaWatch.flush(Duration.ofSeconds(1)));
            quotaWatch.close();
        }
    }
}
