package app.quotawatch.config;

import static app.quotawatch.config.Sources.environment;
import static app.quotawatch.config.Sources.file;
import static app.quotawatch.config.Sources.properties;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

import app.quotawatch.ApiConfig;
import app.quotawatch.FleetConfig;
import app.quotawatch.QuotaWatchConfig;

/** How a fleet is read; its store is {@link StoreOfTheApplication}, which the class path has. */
class FleetTest {

    private static FleetConfig fleetOf(Config source) {
        return ConfigReader.read(source).fleet().orElseThrow();
    }

    @Test
    void withoutAStore_thereIsNoFleet() {
        assertThat(ConfigReader.read(file("quotawatch.fleet.name", "shop")).fleet()).isEmpty();
    }

    @Test
    void fleet_isReadWithItsStoresOwnProperties() {
        FleetConfig fleet = fleetOf(file("quotawatch.fleet.store", "ours", "quotawatch.fleet.name", "shop",
                "quotawatch.fleet.sync-interval-seconds", "2.5", "quotawatch.fleet.timeout-seconds", "0.25",
                "quotawatch.fleet.ours.color", "blue"));

        assertThat(fleet.name()).isEqualTo("shop");
        assertThat(fleet.provider()).isInstanceOf(StoreOfTheApplication.class);
        assertThat(fleet.syncInterval()).isEqualTo(Duration.ofMillis(2500));
        assertThat(fleet.timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(fleet.property("ours.color")).contains("blue");
        assertThat(fleet.property("name")).isEmpty();
    }

    @Test
    void keysOfKnownStores_areReadFromTheEnvironmentToo() {
        FleetConfig fleet = fleetOf(environment("QUOTAWATCH_FLEET_STORE", "ours", "QUOTAWATCH_FLEET_NAME", "shop",
                "QUOTAWATCH_FLEET_REDIS_URL", "redis://localhost", "QUOTAWATCH_FLEET_JDBC_DATA_SOURCE", "jdbc/quota",
                "QUOTAWATCH_FLEET_REDIS_CLIENT_NAME", "quotas"));

        assertThat(fleet.property("redis.url")).contains("redis://localhost");
        assertThat(fleet.property("redis.client-name")).contains("quotas");
        assertThat(fleet.property("jdbc.data-source")).contains("jdbc/quota");
    }

    @Test
    void api_isSharedUnlessItSaysSo() {
        QuotaWatchConfig config = ConfigReader.read(Sources.of(
                properties("quotawatch.apis.a.base-url", "https://a.example.com",
                        "quotawatch.apis.b.base-url", "https://b.example.com", "quotawatch.apis.b.fleet", "false"),
                properties()));

        assertThat(config.apis()).extracting(ApiConfig::fleet).containsExactly(true, false);
    }

    @Test
    void keysOfTheStore_needNoAdvice_butMistypedOnesDo() {
        Config source = file("quotawatch.fleet.store", "ours", "quotawatch.fleet.name", "shop",
                "quotawatch.fleet.ours.color", "blue", "quotawatch.fleet.interval", "1");

        assertThat(Advice.on(source, ConfigReader.read(source))).singleElement().asString()
                .startsWith("quotawatch.fleet.interval is not a key of QuotaWatch");
    }

    @Test
    void keysWithoutAStore_areSaidToHaveNoEffect() {
        Config source = Sources.of(properties("quotawatch.fleet.name", "shop"),
                properties("QUOTAWATCH_FLEET_REDIS_URL", "redis://user:secret@localhost"));

        assertThat(Advice.on(source, ConfigReader.read(source))).containsExactly(
                "quotawatch.fleet.name has no effect, because quotawatch.fleet.store is not set",
                "quotawatch.fleet.redis.url has no effect, because quotawatch.fleet.store is not set");
    }
}
