package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.QuotaWatch;
import app.quotawatch.quarkus.test.support.Apps;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.QuotaWindow;
import io.quarkus.test.QuarkusUnitTest;

/** An ID in quotes, and limits of every kind, by the mapping that Quarkus has of the keys. */
class QuotedIdTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Apps.plain()
            .overrideConfigKey("quotawatch.apis.\"my.api\".base-url", "https://my.example.com")
            .overrideConfigKey("quotawatch.apis.\"my.api\".limits.tokens-per-minute", "5")
            .overrideRuntimeConfigKey("quotawatch.apis.\"my.api\".limits.requests-per-month", "7")
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                    && record.getMessage().contains("my.api"))
            .assertLogRecords(records -> assertThat(records).isEmpty());

    @Inject
    QuotaWatch quotaWatch;

    @Test
    void quotedId_namesTheApi() {
        assertThat(quotaWatch.quotas()).extracting(ApiQuota::api).containsExactly("my.api");
        assertThat(quotaWatch.quota("my.api").orElseThrow().windows()).extracting(QuotaWindow::name)
                .containsExactly("monthly", "tokens-minute");
    }
}
