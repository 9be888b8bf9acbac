package app.quotawatch.doctor;

import static app.quotawatch.doctor.Installation.messages;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import app.quotawatch.Finding;
import app.quotawatch.Finding.Severity;
import app.quotawatch.InvalidConfigException;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.spi.ClientObserver;

/** What the doctor finds in a configuration that is valid. */
@Isolated("starts an instance for the thread's class loader")
class ConfigFindingsTest {

    private static List<Finding> diagnose(Installation installation, String... urls) {
        try (RunningQuotaWatch quotaWatch = QuotaWatch.init(installation.config())) {
            ClientObserver observer = ClientObserver.ofCurrentApplication();
            for (String url : urls) {
                observer.start("GET", URI.create(url));
            }
            return quotaWatch.diagnose();
        }
    }

    @Test
    void keyOverHttpBeyondLoopback_isFound() {
        assertThat(messages(Installation.with(URI.create("http://ingest.example.invalid")).examine(), Severity.WARNING))
                .containsExactly("quotawatch.ingest-url = 'http://ingest.example.invalid': the API key travels "
                        + "unencrypted; use https");
    }

    @Test
    void baseUrlWithAPathThatNoCallHas_isFound() {
        Installation installation = Installation.local().api("things", "https://api.example.com/v2")
                .api("others", "https://other.example.com/v1");

        assertThat(messages(diagnose(installation, "https://api.example.com/v1/a", "https://other.example.com/v1/b",
                "https://other.example.com/health"), Severity.WARNING)).containsExactly(
                        "quotawatch.apis.things.base-url = 'https://api.example.com/v2': this host has been called, but "
                                + "never below the path /v2, so no call counts for things; correct the path, or leave it out.");
    }

    @Test
    void apiThatHasNotBeenCalled_isNotBlamed() {
        Installation installation = Installation.local().api("things", "https://api.example.com/v2");

        assertThat(messages(diagnose(installation, "https://unrelated.example.com/v1"), Severity.WARNING)).isEmpty();
    }

    @Test
    void runningInstance_findsItsExecutorAndItsJars() {
        assertThat(messages(diagnose(Installation.local().api("a", "https://a.example.com")), Severity.INFO))
                .contains("Deliveries run on threads of their own.")
                .anyMatch(message -> message.startsWith("On the class path: quotawatch-core"));
    }

    @Test
    void apiWithinAnother_isMentioned() {
        Installation installation = Installation.local().api("all", "https://*.example.com")
                .api("chat", "https://api.example.com/chat");

        assertThat(messages(installation.examine(), Severity.INFO)).anyMatch(message -> message.startsWith(
                "Calls below https://api.example.com/chat count for chat and not for all, whose base URL "
                        + "https://*.example.com includes them"));
    }

    @Test
    void apisBesideEachOther_areNotMentioned() {
        Installation installation = Installation.local().api("a", "https://api.example.com/v1")
                .api("b", "https://api.example.com/v10").api("c", "https://api.example.com:8443/v1");

        assertThat(messages(installation.examine(), Severity.INFO)).noneMatch(message -> message.contains("count for"));
    }

    @Test
    void apisThatShadowEachOther_areFound() {
        Installation installation = Installation.local().api("a", "https://api.example.com/v1")
                .api("b", "HTTPS://API.example.com:443/v1/");

        assertThat(problems(installation)).singleElement().asString()
                .contains("quotawatch.apis.b.base-url = 'https://api.example.com/v1': is also the base URL of "
                        + "quotawatch.apis.a");
    }

    private static List<String> problems(Installation installation) {
        try {
            return messages(Doctor.of(installation.config()).examine(), Severity.ERROR);
        } catch (InvalidConfigException invalid) {
            return messages(Doctor.examine(invalid), Severity.ERROR);
        }
    }

    @Test
    void noApi_isFound() {
        assertThat(messages(Installation.local().examine(), Severity.WARNING)).singleElement().asString()
                .startsWith("No API is configured, so no call is observed");
    }

    @Test
    void disabledInstance_reportsThatAlone() {
        try (RunningQuotaWatch quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder(null).enabled(false).build())) {
            assertThat(quotaWatch.diagnose()).singleElement().asString().contains("quotawatch.enabled is false");
        }
    }
}
