package app.quotawatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import app.quotawatch.tck.ingest.Client;
import app.quotawatch.tck.ingest.Wire;

@Timeout(60)
class StreamTest {

    private final LocalIngest ingest = LocalIngest.builder().port(0).streamClients(2).heartbeat(Duration.ofMillis(50))
            .start();
    private final Client client = new Client(ingest.uri());

    @AfterEach
    void stop() {
        ingest.close();
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** Reads until a message of this type contains this text. */
    private static void readUntil(BufferedReader lines, String type, String text) throws IOException {
        String event = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event: ")) {
                event = line.substring("event: ".length());
            } else if (event.equals(type) && line.startsWith("data: ") && line.contains(text)) {
                return;
            }
        }
        throw new AssertionError("the stream ended before " + text);
    }

    @Test
    void stream_sendsStoredCallsAndNewCalls() throws IOException {
        client.post(Wire.batch(Wire.event("Before")));
        try (BufferedReader lines = reader(client.stream())) {
            readUntil(lines, "calls", "\"api\":\"Before\"");
            client.post(Wire.batch(Wire.event("After")));
            readUntil(lines, "calls", "\"api\":\"After\"");
            readUntil(lines, "summary", "\"received\":2");
        }
    }

    @Test
    void stream_reportsRejectedBatches() throws IOException {
        try (BufferedReader lines = reader(client.stream())) {
            readUntil(lines, "summary", "\"rejectedBatches\":0");
            client.post("{}");
            readUntil(lines, "summary", "\"rejectedBatches\":1");
        }
    }

    @Test
    void hostileName_staysOnOneLine() throws IOException {
        try (BufferedReader lines = reader(client.stream())) {
            client.post(Wire.batch(Wire.event("a\n\nevent: summary\ndata: {}")));
            readUntil(lines, "calls", "a\\n\\nevent: summary\\ndata: {}");
        }
    }

    @Test
    void streamBeyondTheLimit_is503AndOtherRequestsSucceed() throws IOException {
        try (InputStream one = client.stream(); InputStream two = client.stream()) {
            assertThat(one.read()).isPositive();
            assertThat(two.read()).isPositive();
            HttpResponse<String> third = client.get("/v1/stream");
            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(Client.json(third).getString("message")).contains("2 streams");
            assertThat(client.post(Wire.batch(Wire.event("OpenAI"))).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void placeOfADisconnectedPeer_isFreed() throws IOException {
        try (InputStream one = client.stream(); InputStream two = client.stream()) {
            assertThat(one.read()).isPositive();
            assertThat(two.read()).isPositive();
            assertThat(ingest.streamClients()).isEqualTo(2);
        }
        await().until(() -> ingest.streamClients() == 0);
        try (BufferedReader lines = reader(client.stream())) {
            readUntil(lines, "summary", "\"received\":0");
        }
    }

    @Test
    void close_endsOpenStreams() throws IOException {
        try (InputStream stream = client.stream()) {
            assertThat(stream.read()).isPositive();
            ingest.close();
            readToTheEnd(stream);
            await().until(() -> ingest.streamClients() == 0);
        }
    }

    private static void readToTheEnd(InputStream stream) {
        try {
            stream.readAllBytes();
        } catch (IOException cutOff) {
            assertThat(cutOff).hasMessageNotContaining("timed out");
        }
    }
}
