package app.quotawatch.tck.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import app.quotawatch.ingest.LocalIngest;

/** Each query of the Grafana board finds series of the quickstart in a real Prometheus. */
@Timeout(180)
class BoardTest {

    @TempDir
    Path folder;

    private static JsonNode board() throws IOException {
        return new ObjectMapper().readTree(TestedFiles.BOARD.toFile());
    }

    private static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        board().findValues("expr").forEach(expression -> queries.add(expression.asText()));
        return queries;
    }

    /* As Grafana does, with all jobs and all APIs. */
    private static String resolved(String query) {
        return query.replace("$job", ".*").replace("$api", ".*").replace("$__rate_interval", "30s");
    }

    @Test
    void eachQuery_findsSeriesOfTheQuickstart() throws Exception {
        Binary prometheus = Binary.required("prometheus");
        try (LocalIngest ingest = LocalIngest.builder().port(0).start();
                Quickstart healthy = Quickstart.start(folder.resolve("healthy.log"), ingest.uri());
                Quickstart cutOff = Quickstart.start(folder.resolve("cut-off.log"), ingest.uri(),
                        "github.url=http://localhost:" + Quickstart.freePort());
                Prometheus server = Prometheus.start(prometheus, folder, List.of(healthy.target(), cutOff.target()))) {
            List<String> silent = queries();
            assertThat(silent).hasSizeGreaterThan(15).noneMatch(query -> resolved(query).contains("$"));

            await().atMost(Duration.ofSeconds(120)).pollInterval(Duration.ofSeconds(1)).ignoreExceptions()
                    .untilAsserted(() -> {
                        List<String> found = new ArrayList<>();
                        for (String query : silent) {
                            if (hasNumber(server.query(resolved(query)))) {
                                found.add(query);
                            }
                        }
                        silent.removeAll(found);
                        assertThat(silent).isEmpty();
                    });

            assertThat(server.rules()).hasSize(6)
                    .allSatisfy(rule -> assertThat(rule.path("health").asText()).isEqualTo("ok"));
        }
    }

    private static boolean hasNumber(JsonNode result) {
        for (JsonNode series : result) {
            if (!series.path("value").path(1).asText("NaN").equals("NaN")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void variables_listWhatTheMetersHave() throws IOException {
        List<String> definitions = new ArrayList<>();
        board().findValues("definition").forEach(definition -> definitions.add(definition.asText()));

        assertThat(definitions).containsExactly("label_values(quotawatch_events_recorded_total, job)",
                "label_values(quotawatch_rate_limited_total, quotawatch_api)");
    }

    @Test
    void panels_haveDistinctIdsAndDescriptionsAndDoNotOverlap() throws IOException {
        List<String> cells = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        for (JsonNode panel : board().path("panels")) {
            ids.add(panel.path("id").asInt());
            JsonNode place = panel.path("gridPos");
            for (int x = place.path("x").asInt(); x < place.path("x").asInt() + place.path("w").asInt(); x++) {
                for (int y = place.path("y").asInt(); y < place.path("y").asInt() + place.path("h").asInt(); y++) {
                    cells.add(x + "," + y);
                }
            }
            if (!panel.path("type").asText().equals("row")) {
                assertThat(panel.path("description").asText()).as(panel.path("title").asText()).isNotBlank();
            }
        }

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(cells).doesNotHaveDuplicates();
    }

    @Test
    void extension_hasTheBoardWhereQuarkusLooksForIt() throws IOException {
        Path packaged = TestedFiles.EXTENSION.resolve("META-INF/grafana/grafana-dashboard-quotawatch.json");

        assertThat(Files.readString(packaged)).isEqualTo(Files.readString(TestedFiles.BOARD));
    }
}
