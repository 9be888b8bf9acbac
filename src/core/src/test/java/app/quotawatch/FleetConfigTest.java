package app.quotawatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.keys.ConfigKey;
import app.quotawatch.testing.MemoryFleetStore;

class FleetConfigTest {

    private static FleetConfig.Builder fleet(String name) {
        return FleetConfig.builder(name).store(new MemoryFleetStore());
    }

    private static List<String> problemsOf(FleetConfig.Builder builder) {
        return catchThrowableOfType(InvalidConfigException.class, builder::build).problems().stream()
                .map(ConfigProblem::message).toList();
    }

    @Test
    void fleet_withTheLeast_hasTheDefaultsOfTheKeys() {
        FleetConfig config = fleet("shop").build();

        assertThat(config.name()).isEqualTo("shop");
        assertThat(config.syncInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(ConfigKey.FLEET_SYNC_INTERVAL.defaultValue()).isEqualTo("1.0");
        assertThat(config.timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(ConfigKey.FLEET_TIMEOUT.defaultValue()).isEqualTo("0.5");
    }

    @Test
    void fleet_isPartOfTheConfiguration_andByDefaultThereIsNone() {
        FleetConfig config = fleet("shop").build();

        assertThat(QuotaWatchConfig.builder(null).build().fleet()).isEmpty();
        assertThat(QuotaWatchConfig.builder(null).fleet(config).build().fleet()).contains(config);
    }

    @Test
    void problems_areReportedAllAtOnce() {
        assertThat(problemsOf(FleetConfig.builder("a/b{c}").store("redis").syncInterval(Duration.ofMillis(99))
                .timeout(Duration.ZERO)))
                .containsExactly(
                        "quotawatch.fleet.name = 'a/b{c}': must be 1 to 64 letters, digits, dots, underscores or hyphens",
                        "quotawatch.fleet.sync-interval-seconds = 0.099: must be from 0.1 to 60 seconds",
                        "quotawatch.fleet.timeout-seconds = 0.0: must be more than 0 and at most 60 seconds",
                        "quotawatch.fleet.store = 'redis': its artifact is missing; add "
                                + "app.quotawatch:quotawatch-fleet-redis to the application");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jcache", "Redis"})
    void unknownStore_isReportedWithThoseThatThereAre(String store) {
        assertThat(problemsOf(FleetConfig.builder("shop").store(store))).singleElement().asString()
                .startsWith("quotawatch.fleet.store = '" + store + "': no such store is on the class path")
                .contains("app.quotawatch:quotawatch-fleet-redis", "app.quotawatch:quotawatch-fleet-jdbc");
    }

    @Test
    void missingNameAndStore_areReported() {
        assertThat(problemsOf(FleetConfig.builder(null))).hasSize(2)
                .allMatch(problem -> problem.contains(" is missing: "));
    }

    @Test
    void longestName_isAllowed_andALongerOneIsNot() {
        assertThat(fleet("n".repeat(64)).build().name()).hasSize(64);
        assertThat(problemsOf(fleet("n".repeat(65)))).hasSize(1);
    }

    @Test
    void storesOwnProblems_areReportedToo() {
        assertThat(problemsOf(fleet("shop").property("memory.size", "7")))
                .containsExactly("quotawatch.fleet.memory.size = '7': is not supported");
    }

    @Test
    void properties_areSeenByTheStore_andByNothingThatIsPrinted() {
        FleetConfig config = fleet("shop").property("redis.url", "redis://:SECRET@localhost").build();

        assertThat(config.property("redis.url")).contains("redis://:SECRET@localhost");
        assertThat(config.settings("test", "r1").property().apply("redis.url")).isPresent();
        assertThat(config + " " + config.settings("test", "r1") + " " + config.settings("test", "r1").property() + " "
                + QuotaWatchConfig.builder(null).fleet(config).build()).doesNotContain("SECRET");
    }

    @Test
    void apisOfOneName_areSharedTogetherOrNotAtAll() {
        QuotaWatchConfigBuilder builder = QuotaWatchConfig.builder(null)
                .api(ApiConfig.builder("a").name("x").baseUrl("https://a.example.com").build())
                .api(ApiConfig.builder("b").name("x").baseUrl("https://b.example.com").fleet(false).build());

        assertThat(catchThrowableOfType(InvalidConfigException.class, builder::build).problems()).singleElement()
                .asString().startsWith("quotawatch.apis.b.fleet = false: must be the same as quotawatch.apis.a.fleet");
    }
}
