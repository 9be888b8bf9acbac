package app.quotawatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiLimit;
import app.quotawatch.LimitUnit;
import app.quotawatch.LimitWindow;
import app.quotawatch.keys.ConfigKey;

/** The tables of the documentation, held against the list of keys. */
class DocumentedKeysTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile("\\| `(quotawatch\\.[^`]+)` \\| (.*?) \\| (.*?) ?\\|");
    private static final String ANY_WINDOW = "UNIT";

    private record Row(String defaultText, String meaning) {}

    private static Map<String, Row> tableOf(String document) throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(ROOT.resolve(document))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                for (String key : keys(row.group(1))) {
                    assertThat(rows.put(key, new Row(row.group(2), row.group(3)))).as("documented twice: %s", key)
                            .isNull();
                }
            }
        }
        return rows;
    }

    /* One row may stand for the limits of a unit within every window. */
    private static List<String> keys(String written) {
        List<String> keys = new ArrayList<>();
        if (written.endsWith(ANY_WINDOW)) {
            for (LimitWindow window : LimitWindow.values()) {
                keys.add(written.replace(ANY_WINDOW, word(window)));
            }
        } else {
            keys.add(written);
        }
        return keys;
    }

    private static String word(LimitWindow window) {
        return ApiLimit.key(LimitUnit.REQUESTS, window).replace("requests-per-", "");
    }

    @Test
    void reference_hasEveryKeyAndNoOther() throws IOException {
        assertThat(tableOf("docs/configuration.md").keySet()).containsExactlyInAnyOrderElementsOf(
                Stream.of(ConfigKey.values()).map(ConfigKey::key).toList());
    }

    @Test
    void reference_hasTheDefaultOfEveryKey() throws IOException {
        Map<String, Row> table = tableOf("docs/configuration.md");
        for (ConfigKey key : ConfigKey.values()) {
            assertThat(table.get(key.key()).defaultText).as(key.key()).isEqualTo(key.defaultText());
        }
    }

    @Test
    void reference_describesEveryKeyInTheSameWords() throws IOException {
        Map<String, Row> table = tableOf("docs/configuration.md");
        for (ConfigKey key : ConfigKey.values()) {
            if (!key.isLimit()) {
                assertThat(table.get(key.key()).meaning).as(key.key()).startsWith(key.description());
            }
        }
    }

    @Test
    void reference_describesTheLimitsByTheirWindowsAndTheirRule() throws IOException {
        Map<String, Row> table = tableOf("docs/configuration.md");
        for (ConfigKey key : ConfigKey.values()) {
            if (key.isLimit()) {
                assertThat(table.get(key.key()).meaning).as(key.key())
                        .contains(key.allowed().rule().replace("must be a ", ""))
                        .contains(Stream.of(LimitWindow.values()).map(window -> "`" + word(window) + "`").toList());
            }
        }
    }

    @Test
    void readme_namesKeysThatExist_withTheirDefaults() throws IOException {
        Map<String, Row> table = tableOf("README.md");

        assertThat(table).hasSizeGreaterThan(3);
        table.forEach((key, row) -> assertThat(ConfigKey.values()).as(key)
                .anyMatch(known -> known.key().equals(key) && known.defaultText().equals(row.defaultText)));
    }
}
