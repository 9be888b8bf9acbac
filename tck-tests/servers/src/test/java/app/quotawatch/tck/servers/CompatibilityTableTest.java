package app.quotawatch.tck.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The next run of the server tests must render the page in the documentation unchanged, apart from results. */
class CompatibilityTableTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "compatibility.md");

    /* Recorded facts that are not test results. */
    private static final Set<String> FACTS = Set.of("jdk", "flush", "deployment");

    @Test
    void documentedPage_isRenderedFromItsResults() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(CompatibilityTable.render(results(page))).isEqualTo(page);
    }

    @Test
    void everyRow_isATestOrARecordedFact() {
        List<String> tests = Stream
                .<Class<?>>iterate(ServerLife.class, type -> type != Object.class, Class::getSuperclass)
                .flatMap(type -> Stream.of(type.getDeclaredMethods())).map(Method::getName).toList();

        assertThat(CompatibilityTable.ROWS.keySet()).filteredOn(key -> !FACTS.contains(key)).isNotEmpty()
                .isSubsetOf(tests);
    }

    /* A row whose label is unknown is kept under that label, so it is missing from the rendered page. */
    private static List<Properties> results(String page) {
        Map<String, String> keys = new LinkedHashMap<>();
        CompatibilityTable.ROWS.forEach((key, label) -> keys.put(label, key));
        keys.put("", "server");
        List<Properties> servers = new ArrayList<>();
        page.lines().filter(line -> line.startsWith("| ")).map(line -> line.split("\\|")).forEach(cells -> {
            for (int i = 2; i < cells.length; i++) {
                if (servers.size() < i - 1) {
                    servers.add(new Properties());
                }
                String label = cells[1].strip();
                servers.get(i - 2).setProperty(keys.getOrDefault(label, label), cells[i].strip());
            }
        });
        return servers;
    }
}
