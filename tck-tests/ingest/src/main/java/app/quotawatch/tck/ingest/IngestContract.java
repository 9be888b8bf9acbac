package app.quotawatch.tck.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A started ingest, and a client of it. */
public abstract class IngestContract {

    private RunningIngest ingest;

    /** Starts the ingest, without any events. */
    protected abstract RunningIngest start(Setup setup) throws Exception;

    @BeforeEach
    void start() throws Exception {
        ingest = start(setup());
    }

    @AfterEach
    void close() {
        ingest.close();
    }

    /** Returns how the ingest is started for each test. */
    Setup setup() {
        return Setup.defaults();
    }

    final void restart(Setup setup) throws Exception {
        ingest.close();
        ingest = start(setup);
    }

    final RunningIngest ingest() {
        return ingest;
    }

    final Client client() {
        return new Client(ingest.uri());
    }

    /** Returns a batch with the project's key. */
    final String batch(String... events) {
        return Wire.batchOf(ingest.key(), Stream.of(events));
    }

    final String batchOf(Stream<String> events) {
        return Wire.batchOf(ingest.key(), events);
    }

    final void assertAccepted(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    }
}
