package app.quotawatch.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.stream.JsonParser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class JsonMembersTest {

    private static final List<String> PIECES = List.of("{", "}", "[", "]", ":", ",", "\"", "\"a\"", "\"message\"",
            "\"\\u00e4\"",
            "\"\\n\"", "\\", "1", "-1.5e3", "true", "null", " ", "\n", "{}", "[]", "{\"a\":\"b\"}", "\"x\":\"y\"",
            "\\u12");

    @Test
    void object_isReadAsTheReferenceReadsIt() {
        Random random = new Random(1);
        int objects = 0;
        for (int i = 0; i < 30_000; i++) {
            StringBuilder text = new StringBuilder("{\"message\":");
            for (int pieces = random.nextInt(8); pieces > 0; pieces--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            text.append(random.nextBoolean() ? "}" : "");
            Map<String, String> read = JsonMembers.strings(text.toString());
            Map<String, String> expected = reference(text.toString());
            if (expected != null) {
                objects++;
                assertThat(read).as("%s", text).isEqualTo(expected);
            }
        }
        assertThat(objects).as("texts that are objects").isGreaterThan(150);
    }

    private static Map<String, String> reference(String text) {
        try (JsonParser parser = Json.createParser(new StringReader(text))) {
            parser.next();
            JsonObject object = parser.getObject();
            if (parser.hasNext()) {
                return null;
            }
            Map<String, String> strings = new HashMap<>();
            object.forEach((name, value) -> {
                if (value instanceof JsonString string) {
                    strings.put(name, string.getString());
                }
            });
            return strings;
        } catch (JsonException malformed) {
            return null;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "}", "[]", "null", "{\"message\":\"cut", "{\"message\":\"x\"",
            "{\"message\":\"x\",",
            "{\"message\":\"x\"}}", "{\"message\":\"x\"} x", "{\"message\":\"\\uZZZZ\"}", "{\"message\":\"\\u12",
            "{\"message\":\"\\q\"}",
            "{\"message\":\"a\nb\"}", "{\"message\" \"x\"}", "{message:\"x\"}", "{\"other\":[[[,\"message\":\"x\"}"})
    void malformedText_isEmpty(String text) {
        assertThat(JsonMembers.strings(text)).isEmpty();
    }

    @Test
    void deepNesting_isSkipped() {
        String deep = "[{\"a\":".repeat(5000) + "\"]\"" + "}]".repeat(5000);

        assertThat(JsonMembers.strings("{\"trace\":" + deep + ",\"message\":\"m\"}")).isEqualTo(Map.of("message", "m"));
    }

    @Test
    void endlessText_isNotRead() {
        assertThat(JsonMembers.strings("{\"message\":\"" + "m".repeat(100_000) + "\"}")).isEmpty();
    }
}
