package app.quotawatch.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    @ParameterizedTest
    @ValueSource(strings = {
            "127.0.0.1", "127.255.255.255", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
            "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "100::1", "fe80::1", "febf::1", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001::1", "2001:db8::1",
            "2002:7f00:1::",
            "2002:a00:1::", "2001:10::1", "3fff::1", "4000::1", "5f00::1"})
    void address_thatIsNotPublic_isRefused(String address) throws Exception {
        assertThat(PublicAddresses.contains(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "93.184.216.34", "100.63.255.255", "100.128.0.1", "172.15.255.255", "172.32.0.1",
            "192.0.3.1",
            "198.17.255.255", "198.20.0.1", "223.255.255.255", "::ffff:8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946",
            "64:ff9b::808:808", "2002:808:808::1"})
    void address_thatIsPublic_isAllowed(String address) throws Exception {
        assertThat(PublicAddresses.contains(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://2130706433/", "https://0x7f000001/", "https://0x7f.1/", "https://0177.0.0.1/", "https://127.1/",
            "https://127.0.1/",
            "https://127.0.0.1./", "https://0300.0250.1.1/", "https://1/", "https://0x/", "https://010.0.0.1/",
            "https://user@example.com/", "https://user:password@example.com/", "https://example.com/#fragment",
            "https:///path",
            "https://[fe80::1%25eth0]/", "https://example.com:0/", "https://example.com:65536/", "http://example.com/",
            "ftp://example.com/", "file:///etc/passwd", "//example.com/", "example.com", "", "https://exa mple.com/",
            "https://example.com/\u0000", "https:example.com"})
    void url_thatIsAmbiguousOrLeadsNowhere_isRefused(String url) {
        assertThatThrownBy(() -> Target.of(url, false)).isInstanceOf(BadTargetException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:7f00:1]/",
            "https://LOCALHOST/", "https://localhost/"})
    void url_ofThisMachine_isRefusedAfterTheLookUp(String url) throws Exception {
        Target target = Target.of(url, false);

        assertThatThrownBy(() -> target.addresses(Resolver.SYSTEM, false)).isInstanceOf(BadTargetException.class)
                .hasMessageContaining("quotawatch.server.allow-private-webhooks");
        assertThatCode(() -> target.addresses(Resolver.SYSTEM, true)).doesNotThrowAnyException();
    }

    @Test
    void name_ofWhichOneAddressIsPrivate_isRefused() throws Exception {
        Resolver mixed = host -> List.of(InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1"));
        Target target = Target.of("https://example.com/", false);

        assertThatThrownBy(() -> target.addresses(mixed, false)).isInstanceOf(BadTargetException.class);
    }

    @Test
    void url_isTakenApartAsItIsSent() throws Exception {
        assertThat(Target.of("https://Example.com", false)).isEqualTo(new Target(true, "example.com", 443, "/"));
        assertThat(Target.of("HTTPS://example.com:8443/a%20b/../c?d=e&f=%2F", false))
                .isEqualTo(new Target(true, "example.com", 8443, "/a%20b/../c?d=e&f=%2F"));
        assertThat(Target.of("http://[::1]:8080/x", true)).isEqualTo(new Target(false, "::1", 8080, "/x"));
        assertThat(Target.of("https://xn--bcher-kva.example/ü", false))
                .isEqualTo(new Target(true, "xn--bcher-kva.example", 443, "/%C3%BC"));
        assertThat(Target.of("https://1.example/", false).host()).isEqualTo("1.example");
    }

    @Test
    void authority_isThatOfTheUrl() throws Exception {
        assertThat(Target.of("https://example.com:443/", false).authority()).isEqualTo("example.com");
        assertThat(Target.of("https://example.com:80/", false).authority()).isEqualTo("example.com:80");
        assertThat(Target.of("https://[2606:2800::1]:8443/", false).authority()).isEqualTo("[2606:2800::1]:8443");
    }

    @Test
    void url_thatIsTooLong_isRefused() {
        assertThatThrownBy(() -> Target.of("https://example.com/" + "a".repeat(2_000), false))
                .isInstanceOf(BadTargetException.class);
    }
}
