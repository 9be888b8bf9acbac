package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;

import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.QuotaWatch;
import app.quotawatch.event.QuotaThresholdReached;
import app.quotawatch.quarkus.test.support.Apps;
import app.quotawatch.quarkus.test.support.World;
import app.quotawatch.tck.clients.ThingsClient;
import io.quarkus.test.QuarkusUnitTest;

/** Without an API key nothing is sent, but quotas are counted and quota events are fired. */
class LocalOnlyTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.plain()
            .overrideConfigKey("quarkus.quotawatch.devservices.enabled", "false")
            .overrideConfigKey("quotawatch.apis.things.base-url", World.upstreamUrl())
            .overrideConfigKey("quotawatch.apis.things.limits.requests-per-day", "5")
            .overrideConfigKey("quotawatch.thresholds", "80")
            .overrideConfigKey("quotawatch.treshold", "80")
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue())
            .assertLogRecords(records -> assertThat(records)
                    .filteredOn(record -> text(record).contains("quotawatch"))
                    .extracting(LocalOnlyTest::text)
                    .as("one line for the missing key and one for the mistyped key, both from us and none from Quarkus")
                    .containsExactlyInAnyOrder(
                            "QuotaWatch sends no events because quotawatch.api-key is not set: "
                                    + "calls are counted and quotas are tracked in this process only",
                            "QuotaWatch: quotawatch.treshold is not a key of QuotaWatch; "
                                    + "did you mean quotawatch.thresholds?"));

    @Inject
    @RestClient
    ThingsClient things;

    @Inject
    QuotaWatch quotaWatch;

    @Inject
    Listener listener;

    @Test
    void quota_isCountedAndItsThresholdFiresAnEvent() throws Exception {
        for (int i = 0; i < 4; i++) {
            things.get("local", "hush");
        }

        QuotaThresholdReached heard = listener.heard().get(30, TimeUnit.SECONDS);
        assertThat(heard.api()).isEqualTo("things");
        assertThat(listener.thread().join()).as("on a thread of its own").isEqualTo("quotawatch-listener");
        assertThat(quotaWatch.quota("things").orElseThrow().windows())
                .filteredOn(window -> window.name().equals("daily"))
                .singleElement()
                .satisfies(window -> assertThat(window.remaining()).hasValue(1));
        assertThat(quotaWatch.deliveryStats().keptLocal()).isEqualTo(4);
    }

    private static String text(LogRecord record) {
        return new org.jboss.logmanager.formatters.PatternFormatter("%s").format(
                org.jboss.logmanager.ExtLogRecord.wrap(record));
    }

    /** An application's observer. */
    @ApplicationScoped
    public static class Listener {

        private final CompletableFuture<QuotaThresholdReached> heard = new CompletableFuture<>();
        private final CompletableFuture<String> thread = new CompletableFuture<>();

        void hear(@ObservesAsync QuotaThresholdReached event) {
            thread.complete(Thread.currentThread().getName());
            heard.complete(event);
        }

        CompletableFuture<QuotaThresholdReached> heard() {
            return heard;
        }

        CompletableFuture<String> thread() {
            return thread;
        }

    }
}
