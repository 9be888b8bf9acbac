package app.quotawatch.tck.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No response, page or log line of an ingest contains the project key of a batch, or another secret of a request. */
public abstract class SecretsContract extends IngestContract {

    private static final String SECRET = "qw_live_SECRET";

    private final LoggedLines logged = new LoggedLines(Level.ALL);

    @BeforeEach
    void readEveryLine() {
        logged.start();
    }

    @AfterEach
    void assertSecret() {
        String key = ingest().key();
        assertThat(logged.stop()).noneMatch(line -> line.contains("SECRET") || line.contains(key));
    }

    private static String shown(HttpResponse<String> response) {
        return response.statusCode() + " " + response.headers().map() + "\n" + response.body();
    }

    @Test
    void key_appearsNowhere_whetherRightOrWrong() {
        List<String> seen = new ArrayList<>();
        seen.add(shown(client().post(batch(Wire.event("OpenAI")), "Authorization", "Bearer SECRET", "Cookie",
                "id=SECRET")));
        seen.add(shown(client().post(Wire.batch(Wire.event("OpenAI")).replace(Wire.KEY, SECRET))));
        for (String page : List.of("/", "/v1/events", "/v1/summary", "/none", "/v1/events?api=x")) {
            seen.add(shown(
                    client().get(page, "Authorization", "Bearer SECRET", "Cookie", "id=SECRET; qw_session=SECRET")));
        }
        seen.add(ingest().toString());
        seen.add(ingest().stored().toString());
        String key = ingest().key();
        assertThat(seen).noneMatch(text -> text.contains("SECRET") || text.contains(key));
    }

    @Test
    void rejectedBatch_isNotRepeated() {
        String batch = Wire.batch(Wire.event("OpenAI")).replace(Wire.KEY, SECRET);
        for (String broken : List.of(batch.replace("\"events\"", "\"SECRET\""),
                batch.replace("\"" + SECRET + "\"", "[\"" + SECRET + "\"]"), batch.replace("}", ""), SECRET,
                "{\"projectApiKey\":\"" + SECRET, batch.replace("200", "\"" + SECRET + "\""))) {
            HttpResponse<String> response = client().post(broken);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(shown(response)).as("response to %s", broken).doesNotContain(SECRET);
        }
    }
}
