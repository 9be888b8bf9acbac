package app.quotawatch.fleet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.testing.Logged;

class RedisUrlTest {

    @Test
    void oneServer_withEverything() {
        RedisUrl url = RedisUrl.parse(" rediss://me%3A:SECRET%2C%20:/@cache.example:7000/3 ");

        assertThat(url.tls()).isTrue();
        assertThat(url.user()).isEqualTo("me:");
        assertThat(url.password()).isEqualTo("SECRET, :/");
        assertThat(url.servers()).containsExactly(new HostPort("cache.example", 7_000));
        assertThat(url.database()).isEqualTo(3);
        assertThat(url.isCluster()).isFalse();
        assertThat(url).hasToString("Redis at cache.example:7000");
    }

    @Test
    void passwordAlone_isThatOfTheDefaultUser() {
        RedisUrl url = RedisUrl.parse("redis://:SECRET@[::1]");

        assertThat(url.user()).isNull();
        assertThat(url.password()).isEqualTo("SECRET");
        assertThat(url).hasToString("Redis at [::1]:6379");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://:SECRET@a:1,redis://:SECRET@b:2, redis://:SECRET@c", "redis://:SECRET@a:1,b:2,c",
            "redis://:SECRET@a:1,b:2,c/"})
    void severalServers_areACluster(String text) {
        RedisUrl url = RedisUrl.parse(text);

        assertThat(url.isCluster()).isTrue();
        assertThat(url.password()).isEqualTo("SECRET");
        assertThat(url).hasToString("Redis at a:1, b:2, c:6379");
    }

    @Test
    void sentinels_nameThePrimary() {
        RedisUrl url = RedisUrl.parse("redis-sentinel://me:SECRET@a,b:2/my%20main/4");

        assertThat(url.primary()).isEqualTo("my main");
        assertThat(url.database()).isEqualTo(4);
        assertThat(url.isCluster()).isFalse();
        assertThat(url).hasToString("Redis my main of the Sentinels at a:26379, b:2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SECRET", "http://:SECRET@a", "redis:SECRET", "redis://", "redis://SECRET@a",
            "redis://:SECRET@",
            "redis://:SECRET@a:0", "redis://:SECRET@a:65536", "redis://:SECRET@a:x", "redis://:SECRET@a/x",
            "redis://:SECRET@a,b/1",
            "redis://:SECRET@a?db=1", "redis://:SECRET@a,redis://:SECRET2@b", "redis-sentinel://:SECRET@a",
            "redis-sentinel://:SECRET@a/", "redis://:SECRET%2@a", "redis://a:SECRET:6379", "redis://a,,b",
            "redis://:SECRET@a b"})
    void invalidUrl_isAProblem_withoutThePassword(String text) {
        List<String> problems = new ArrayList<>();
        FleetSettings settings = settings(text);
        new RedisFleetStoreProvider().check(settings,
                (property, value, allowed) -> problems.add(property + " " + value + allowed));

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0)).startsWith("quotawatch.fleet.redis.url ").contains("redis://[user:password@]host")
                .doesNotContain("SECRET");
        assertThatThrownBy(() -> new RedisFleetStoreProvider().open(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("SECRET");
    }

    @Test
    void missingUrl_isAProblem() {
        List<String> problems = new ArrayList<>();
        new RedisFleetStoreProvider().check(new FleetSettings("f", "", "", Duration.ofSeconds(1), Duration.ofSeconds(1),
                name -> Optional.empty()), (property, value, allowed) -> problems.add(property));

        assertThat(problems).containsExactly("quotawatch.fleet.redis.url");
    }

    @Test
    void validUrl_isNoProblem() {
        new RedisFleetStoreProvider().check(settings("rediss://a,b,c"), (property, value, allowed) -> {
            throw new AssertionError(allowed);
        });
    }

    @Test
    void passwordOnTheNetworkWithoutTls_isWarnedAbout() {
        for (String quiet : List.of("redis://:SECRET@localhost", "redis://:SECRET@127.0.0.1,[::1]:2",
                "rediss://:SECRET@cache",
                "redis://cache")) {
            assertThat(warnings(quiet)).isEmpty();
        }

        assertThat(warnings("redis://:SECRET@localhost,cache"))
                .containsExactly("QuotaWatch sends the password of Redis at"
                        + " localhost:6379, cache:6379 over the network without TLS: use rediss in place of redis in"
                        + " quotawatch.fleet.redis.url");
    }

    private static List<String> warnings(String url) {
        try (Logged logged = Logged.start()) {
            new RedisFleetStoreProvider().open(settings(url)).close();
            return logged.at(Level.WARNING);
        }
    }

    private static FleetSettings settings(String url) {
        return new FleetSettings("f", "production", "a", Duration.ofSeconds(1), Duration.ofSeconds(1),
                Properties.url(url));
    }
}
