package app.quotawatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.tck.ingest.Client;
import app.quotawatch.tck.ingest.Wire;

/** No response, page, stream, log line or string form of the ingest contains the project key of a batch. */
class SecretsTest {

    private static final String KEY = "qw_live_SECRET";
    private static final Logger ROOT = Logger.getLogger("");
    private static final Level BEFORE = ROOT.getLevel();

    private final Lines lines = new Lines();

    @BeforeEach
    void readEveryLine() {
        ROOT.setLevel(Level.ALL);
        ROOT.addHandler(lines);
    }

    @AfterEach
    void readNoMore() {
        ROOT.removeHandler(lines);
        ROOT.setLevel(BEFORE);
        assertThat(lines.all).noneMatch(line -> line.contains("SECRET"));
    }

    private static String batch() {
        return Wire.batch(Wire.event("OpenAI")).replace(Wire.KEY, KEY);
    }

    private static String shown(HttpResponse<String> response) {
        return response.statusCode() + " " + response.headers().map() + "\n" + response.body();
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY, "qw_live_SECRET_other"})
    void key_appearsNowhere_whetherRightOrWrong(String required) throws Exception {
        List<String> seen = new ArrayList<>();
        try (LocalIngest ingest = LocalIngest.builder().port(0).apiKey(required).start()) {
            Client client = new Client(ingest.uri());
            seen.add(shown(client.post(batch(), "Authorization", "Bearer SECRET", "Cookie", "id=SECRET")));
            for (String page : List.of("/", "/v1/events", "/v1/summary", "/none", "/v1/events?api=x")) {
                seen.add(shown(client.get(page, "Authorization", "Bearer SECRET", "Cookie", "id=SECRET")));
            }
            try (var stream = client.stream()) {
                seen.add(new String(stream.readNBytes(100)));
            }
            seen.add(ingest.toString());
            seen.add(ingest.events().toString());
        }
        assertThat(seen).noneMatch(text -> text.contains("SECRET"));
    }

    private static final class Lines extends Handler {

        private final List<String> all = new CopyOnWriteArrayList<>();
        private final SimpleFormatter formatter = new SimpleFormatter();

        Lines() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord logged) {
            // the test's own client and JUnit log their arguments
            String logger = String.valueOf(logged.getLoggerName());
            if (!logger.startsWith("jdk.") && !logger.startsWith("org.junit")) {
                all.add(formatter.format(logged));
            }
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing to release
        }
    }
}
