package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.FlushResult;
import app.quotawatch.testing.HostileServer;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Logged;
import app.quotawatch.testing.StubResponse;

/** The API key is in the request and in nothing that is logged or reported, even if an ingest echoes it. */
class ApiKeyStaysSecretTest {

    private Logged logged;

    @BeforeEach
    void listen() {
        logged = Logged.start();
    }

    @AfterEach
    void stopListening() {
        logged.close();
    }

    private void assertSecret(Subject subject) {
        FlushResult result = subject.flush();
        subject.add(2, 2).flush();
        subject.close();
        assertThat(result.toString()).doesNotContain(Subject.KEY);
        assertThat(subject.stats().toString()).doesNotContain(Subject.KEY);
        assertThat(logged.everything()).isNotEmpty().doesNotContain(Subject.KEY);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 429, 500, 302})
    void ingestThatEchoesTheKey_doesNotCauseItToBeLogged(int status) {
        String key = Subject.KEY;
        try (IngestDouble ingest = IngestDouble.start(); Subject subject = Subject.of(ingest.url()).add(1, 1)) {
            ingest.respond(request -> StubResponse.of(status, "{\"message\":\"bad key " + key + "\",\"code\":\"" + key
                    + "\",\"error\":\"" + key + "\"}").with("Location", "http://localhost/" + key));
            assertSecret(subject);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s\r\n\r\n", "HTTP/1.1 %s\r\n\r\n", "HTTP/1.1 500 %s\r\n%s\r\n\r\n",
            "HTTP/1.1 500 x\r\nContent-Length: %s\r\n\r\n",
            "HTTP/1.1 500 x\r\nRetry-After: %s\r\nContent-Length: 0\r\n\r\n"})
    void serverThatEchoesTheKeyOutsideOfHttp_doesNotCauseItToBeLogged(String response) {
        try (HostileServer ingest = HostileServer.start((request, out) -> {
            out.write(response.replace("%s", Subject.KEY).getBytes());
            out.close();
        }); Subject subject = Subject.of(ingest.url()).add(1, 1)) {
            assertSecret(subject);
        }
    }

    @Test
    void unreachableIngest_doesNotCauseItToBeLogged() {
        try (Subject subject = Subject.of(IngestDouble.unreachable()).add(1, 1)) {
            assertSecret(subject);
        }
    }
}
