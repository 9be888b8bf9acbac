package app.quotawatch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.logging.Level;

import org.junit.jupiter.api.Test;

import app.quotawatch.DeliveryStats;
import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatch;
import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.support.Application;
import app.quotawatch.tck.support.Logs;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Suite;

/** QuotaWatch disabled, without an API key, and with an invalid configuration. */
public class SwitchesTest extends Suite {

    @Test
    void disabledQuotaWatch_observesNothingAndStartsNoThread() {
        Application application = application(Settings.sendingTo(ingest).things(upstream)
                .set("quotawatch.enabled", "false"));

        for (ClientKind kind : ClientKind.values()) {
            assertThat(kind.call(application, upstream.uri(), "1", "hush")).isEqualTo("ok");
        }

        assertThat(delivered(application)).isEmpty();
        assertThat(application.quotaWatch().deliveryStats().recorded()).isZero();
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("quotawatch-") && !name.startsWith("quotawatch-ingest-"));
        assertThat(application.call(QuotaWatch::getInstance)).isEmpty();
        assertQuiet();
    }

    @Test
    void missingKey_countsButSendsNothing() {
        Application application = application(Settings.none().things(upstream)
                .set("quotawatch.ingest-url", ingest.uri().toString()));

        ClientKind.MICROPROFILE_INJECTED.call(application, upstream.uri(), "1", null);

        DeliveryStats stats = application.quotaWatch().deliveryStats();
        assertThat(stats.recorded()).isEqualTo(1);
        assertThat(stats.keptLocal()).isEqualTo(1);
        assertThat(application.quotaWatch().flush().outcome()).isEqualTo(FlushResult.Outcome.NOT_SENDING);
        assertThat(Logs.mentioning("quotawatch.api-key is not set", Level.WARNING)).hasSize(1);
        application.close();
        assertThat(ingest.received()).isZero();
    }

    @Test
    void invalidConfiguration_failsTheDeploymentWithAllProblems() {
        Settings settings = Settings.sendingTo(ingest)
                .set("quotawatch.buffer-size", "0")
                .set("quotawatch.thresholds", "80,120")
                .set("quotawatch.apis.a.name", "A")
                .set("quotawatch.apis.b.base-url", "not a url")
                .set("quotawatch.apis.b.limits.requests-per-minute", "many");

        assertThatThrownBy(settings::start)
                .hasStackTraceContaining("quotawatch.buffer-size = 0")
                .hasStackTraceContaining("quotawatch.thresholds = 120")
                .hasStackTraceContaining("quotawatch.apis.a.base-url is missing")
                .hasStackTraceContaining("quotawatch.apis.b.base-url = 'not a url'")
                .hasStackTraceContaining("quotawatch.apis.b.limits.requests-per-minute = 'many'");
    }
}
