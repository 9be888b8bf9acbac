package app.quotawatch.ingest.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names are those of an ingest whose local address is 10.0.0.7. */
class HostsTest {

    private static final String LOCAL = "10.0.0.7";

    private final Hosts hosts = new Hosts("0.0.0.0", List.of("Quota.example", "2001:db8::7"));

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:3001", "127.0.0.1", "127.1.2.3:80", "[::1]:3001", "quota.example",
            "quota.EXAMPLE:443", "10.0.0.7:3001", "[2001:db8::7]"})
    void ownName_isOurs(String host) {
        assertThat(hosts.isOurs(host, LOCAL)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "evil.example", "quota.example.evil.example", "localhost.evil.example", "10.0.0.8",
            "[::2]",
            "127.0.0.1.evil.example", "127.0.0.1@evil.example", "evil.example#localhost", "300.1.1.1", "[:]",
            "localhost:x"})
    void nameOfAnother_isNotOurs(String host) {
        assertThat(hosts.isOurs(host, LOCAL)).isFalse();
    }

    @Test
    void boundName_isOurs() {
        Hosts bound = new Hosts("quota.internal", List.of());
        assertThat(bound.isOurs("quota.internal:3001", LOCAL)).isTrue();
        assertThat(bound.isOurs("quota.example", LOCAL)).isFalse();
    }
}
