package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import app.quotawatch.keys.ConfigKey;
import app.quotawatch.quarkus.runtime.QuotaWatchSettings;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;

/** The mapping of the keys for Quarkus, held against the one list of keys. */
class SettingsTest {

    private static final Path SOURCE = Path.of("..", "runtime", "src", "main", "java",
            QuotaWatchSettings.class.getName().replace('.', '/') + ".java");

    /* Javadoc and annotations of a method, of which the class file keeps neither. */
    private static final Pattern METHOD = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*((?:@\\w+(?:\\([^)]*\\))?\\s*)*)Optional<String> (\\w+)\\(\\);",
            Pattern.DOTALL);
    private static final Pattern DEFAULT = Pattern.compile("@ConfigDocDefault\\(\"([^\"]*)\"\\)");

    private final Map<String, String> methods = new LinkedHashMap<>();

    SettingsTest() {
        collect(QuotaWatchSettings.class, "quotawatch.");
    }

    private void collect(Class<?> type, String prefix) {
        for (Method method : type.getDeclaredMethods()) {
            WithName name = method.getAnnotation(WithName.class);
            String key = prefix + (name == null ? kebab(method.getName()) : name.value());
            if (method.getReturnType() == Optional.class) {
                methods.put(key, method.getName());
            } else if (method.getReturnType() == Map.class && !method.isAnnotationPresent(WithParentName.class)) {
                Type value = ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[1];
                collect((Class<?>) value, key + ".ID.");
            } else if (method.getReturnType().isInterface() && method.getReturnType() != Map.class) {
                collect(method.getReturnType(), key + ".");
            }
        }
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    @Test
    void mapping_hasEveryKeyAndNoOther() {
        assertThat(methods.keySet()).containsExactlyInAnyOrderElementsOf(
                Stream.of(ConfigKey.values()).map(ConfigKey::key).toList());
    }

    @Test
    void mapping_describesEveryKeyInTheSameWords() throws IOException {
        Map<String, Matcher> documented = documented();
        for (ConfigKey key : ConfigKey.values()) {
            assertThat(sentence(documented.get(methods.get(key.key())))).as(key.key()).isEqualTo(key.description());
        }
    }

    @Test
    void mapping_hasTheDefaultOfEveryKey() throws IOException {
        Map<String, Matcher> documented = documented();
        for (ConfigKey key : ConfigKey.values()) {
            Matcher annotated = DEFAULT.matcher(documented.get(methods.get(key.key())).group(2));
            boolean hasDefault = key.defaultText().startsWith("`");
            assertThat(annotated.find()).as(key.key()).isEqualTo(hasDefault);
            if (hasDefault) {
                assertThat("`" + annotated.group(1) + "`").as(key.key()).isEqualTo(key.defaultText());
            }
        }
    }

    private static Map<String, Matcher> documented() throws IOException {
        Map<String, Matcher> found = new LinkedHashMap<>();
        String source = Files.readString(SOURCE);
        Matcher method = METHOD.matcher(source);
        for (int from = 0; method.find(from); from = method.end()) {
            Matcher one = METHOD.matcher(method.group());
            assertThat(one.matches()).isTrue();
            found.put(method.group(3), one);
        }
        return found;
    }

    private static String sentence(Matcher method) {
        return method.group(1).replaceAll("\\s*\\n\\s*\\* ?", " ").replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("</?code>", "`").strip();
    }
}
