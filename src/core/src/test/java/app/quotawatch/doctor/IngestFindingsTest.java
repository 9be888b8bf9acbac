package app.quotawatch.doctor;

import static app.quotawatch.doctor.Installation.messages;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import app.quotawatch.Finding;
import app.quotawatch.Finding.Severity;
import app.quotawatch.Finding.Topic;
import app.quotawatch.testing.HostileServer;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Received;
import app.quotawatch.testing.StubResponse;

/** What the doctor finds on the way to the ingest. */
@Timeout(60)
class IngestFindingsTest {

    private static List<Finding> examine(StubResponse response) {
        try (IngestDouble ingest = IngestDouble.start().respond(request -> response)) {
            return Installation.with(ingest.url()).examine();
        }
    }

    private static String error(List<Finding> findings) {
        assertThat(findings).filteredOn(finding -> finding.severity() == Severity.ERROR).singleElement()
                .extracting(Finding::topic).isEqualTo(Topic.INGEST);
        assertThat(findings).noneMatch(finding -> finding.message().contains("SECRET"));
        return messages(findings, Severity.ERROR).get(0);
    }

    @Test
    void soundInstallation_hasNothingToFix() {
        assertThat(examine(StubResponse.of(202))).allMatch(finding -> finding.severity() == Severity.INFO)
                .anyMatch(finding -> finding.message().endsWith("accepts the key."))
                .anyMatch(finding -> finding.message().equals("This machine's clock agrees with the ingest's."));
    }

    @Test
    void roundTrip_sendsTheRealKeyAndNoEvent() {
        try (IngestDouble ingest = IngestDouble.start()) {
            Installation.with(ingest.url()).examine();

            Received request = ingest.onlyRequest();
            assertThat(request.endpoints()).isEmpty();
            assertThat(request.body()).isEqualTo("{\"projectApiKey\":\"qw_live_SECRET\",\"events\":[]}");
        }
    }

    @Test
    void wrongKey_isFound() {
        String echo = "{\"error\":\"Unauthorized\",\"message\":\"unknown key " + Installation.KEY + "\"}";

        assertThat(error(examine(StubResponse.of(401, echo)))).contains("rejects the key of quotawatch.api-key")
                .contains("HTTP 401: unknown key ***");
    }

    @Test
    void keyWhosePlanIsExhausted_isFound() {
        assertThat(error(examine(StubResponse.of(403, "{\"message\":\"plan\",\"code\":\"API_LIMIT\"}"))))
                .contains("refuses deliveries with this key (HTTP 403: plan)");
    }

    @Test
    void wrongPortWhereNothingListens_isFound() {
        assertThat(error(Installation.with(IngestDouble.unreachable()).examine())).contains("nothing listens there")
                .contains("quotawatch.ingest-url");
    }

    @Test
    void wrongPortWhereAnotherServerListens_isFound() {
        assertThat(error(examine(StubResponse.of(404, "<html>not here</html>")))).contains("is not an ingest");
    }

    @Test
    void wrongPortWhereAnotherProtocolIsSpoken_isFound() {
        try (HostileServer ssh = HostileServer.start((request, out) -> out.write("SSH-2.0-x\r\n".getBytes()))) {
            assertThat(error(Installation.with(ssh.url()).examine())).contains("not an HTTP response");
        }
    }

    @Test
    void loginPageInstead_isFound() {
        assertThat(error(examine(StubResponse.of(200, "<!doctype html><title>Log in</title>"))))
                .contains("is not an ingest (HTTP 200 with a web page)");
    }

    @Test
    void redirect_isFoundWithTheHostItLeadsTo() {
        String error = error(examine(StubResponse.of(302).with("Location",
                "https://login.example.com:8443/session?token=SECRET")));

        assertThat(error).contains("are redirected to https://login.example.com:8443 (HTTP 302)")
                .contains("exempt the ingest from the proxy");
    }

    @Test
    void unknownHost_isFound() {
        assertThat(error(Installation.with(URI.create("https://ingest.example.invalid")).examine()))
                .contains("https://ingest.example.invalid is not reachable: its host is unknown");
    }

    @Test
    void serverThatNeverResponds_isFoundWithinTheDeliveryTimeout() {
        try (HostileServer hanging = HostileServer.hanging()) {
            assertThat(error(Installation.with(hanging.url()).timeout(Duration.ofMillis(300)).examine()))
                    .contains("did not respond within 300 ms");
        }
    }

    @Test
    void ingestThatRejectsEmptyBatches_leavesTheKeyUnknown() {
        assertThat(examine(StubResponse.of(400, "{\"message\":\"events: must not be empty\"}")))
                .allMatch(finding -> finding.severity() == Severity.INFO)
                .anyMatch(finding -> finding.message().contains("whether it accepts the key is unknown"));
    }

    @Test
    void busyIngest_isAWarning() {
        assertThat(messages(examine(StubResponse.of(503)), Severity.WARNING)).singleElement().asString()
                .contains("does not accept events now (HTTP 503)");
    }

    @Test
    void clockThatIsAhead_isFoundWithItsSkew() {
        ZonedDateTime behind = ZonedDateTime.now(ZoneOffset.UTC).minusHours(2);
        String response = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\nDate: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(behind) + "\r\n\r\n";
        try (HostileServer ingest = HostileServer
                .start((request, out) -> out.write(response.getBytes(StandardCharsets.ISO_8859_1)))) {
            List<Finding> findings = Installation.with(ingest.url()).examine();

            assertThat(findings).filteredOn(finding -> finding.severity() == Severity.WARNING).singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.topic()).isEqualTo(Topic.CLOCK);
                        assertThat(finding.message())
                                .matches("This machine's clock is 7[12]\\d\\d seconds ahead of .*");
                    });
        }
    }

    @Test
    void ingestWithoutDate_leavesTheClockUnknown() {
        try (HostileServer ingest = HostileServer.start((request, out) -> out
                .write("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1)))) {
            assertThat(messages(Installation.with(ingest.url()).examine(), Severity.INFO))
                    .anyMatch(message -> message.contains("clocks cannot be compared"));
        }
    }

    @Test
    void withoutAKey_nothingIsSent() {
        assertThat(messages(Installation.local().api("a", "https://a.example.com").examine(), Severity.INFO))
                .anyMatch(message -> message.startsWith("quotawatch.api-key is not set, so nothing is sent"));
    }
}
