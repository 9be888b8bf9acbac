package app.quotawatch.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCheckTest {

    private static Iterable<String> problems(Map<String, String> settings) {
        return SettingsCheck.problems(settings.keySet(), settings::get);
    }

    @Test
    void everyProblem_isNamedAtOnce() {
        assertThat(problems(Map.of("quotawatch.server.queue", "0", "quotawatch.server.event-days", "x",
                "quotawatch.server.colour", "red", "quotawatch.db.url", "jdbc:mysql://db/x?password=SECRET",
                "quotawatch.server.exchange-timeout", "soon", "quarkus.http.port", "80")))
                .containsExactlyInAnyOrder(
                        "quotawatch.server.colour: no such property exists",
                        "quotawatch.db.url: must be jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE, but begins with jdbc:mysql:",
                        "quotawatch.server.event-days: must be a whole number, 1 to 3650, but was x",
                        "quotawatch.server.queue: must be a whole number, 1 to 100000, but was 0",
                        "quotawatch.server.exchange-timeout: must be a duration above zero, such as 30S or 2M, but was soon");
    }

    @ParameterizedTest
    @CsvSource({"admin-token,SECRET-short", "secret-key,SECRET", "secret-key,U0VDUkVU"})
    void badSecret_isReportedWithoutItsValue(String name, String value) {
        assertThat(problems(Map.of("quotawatch.server." + name, value))).singleElement().asString()
                .startsWith("quotawatch.server." + name + ": must ").doesNotContain(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:sqlite:?x=y", "jdbc:postgresql:", "jdbc:postgresql://host",
            "sqlite:x",
            "postgres"})
    void urlOfNoDatabase_isReported(String url) {
        assertThat(problems(Map.of("quotawatch.db.url", url))).singleElement().asString()
                .startsWith("quotawatch.db.url: must be ");
    }

    @ParameterizedTest
    @ValueSource(strings = {ServerConfig.URL, ServerConfig.USERNAME, ServerConfig.PASSWORD, ServerConfig.CONNECTIONS,
            ServerConfig.HOSTS, ServerConfig.ADMIN_TOKEN, ServerConfig.SECRET_KEY, ServerConfig.ALLOW_PRIVATE_WEBHOOKS})
    void nameThatMessagesMention_isThatOfASetting(String name) {
        assertThat(SettingsCheck.problems(List.of(name), unset -> null)).isEmpty();
    }

    @Test
    void documentedValues_areRight() {
        assertThat(problems(Map.ofEntries(Map.entry("quotawatch.db.url", "jdbc:postgresql://db.example/quotawatch"),
                Map.entry("quotawatch.db.username", "quotawatch"), Map.entry("quotawatch.db.password", "SECRET"),
                Map.entry("quotawatch.db.connections", "8"), Map.entry("quotawatch.server.hosts[0]", "quota.example"),
                Map.entry("quotawatch.server.admin-token", "qw_admin_SECRET_of_32_characters"),
                Map.entry("quotawatch.server.secret-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
                Map.entry("quotawatch.server.allow-private-webhooks", "false"),
                Map.entry("quotawatch.server.event-days", "7"),
                Map.entry("quotawatch.server.event-bytes", "10000000000"),
                Map.entry("quotawatch.server.header-hours", "0"), Map.entry("quotawatch.server.connections", "1000"),
                Map.entry("quotawatch.server.exchange-timeout", "30S"),
                Map.entry("quotawatch.server.idle-timeout", "75S"), Map.entry("quotawatch.server.queue", "64"),
                Map.entry("quotawatch.server.shard", "0")))).isEmpty();
        assertThat(problems(Map.of("quotawatch.db.url", "jdbc:sqlite:/var/lib/quotawatch.db"))).isEmpty();
    }
}
