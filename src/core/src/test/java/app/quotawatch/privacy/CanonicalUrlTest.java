package app.quotawatch.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the spelling is, the form is one: a form of a form is itself. A failure names the seed that repeats it. */
class CanonicalUrlTest {

    private static final int TEXTS = 20_000;
    private static final String[] PARTS = {"/", "/", ".", "..", "%2e", "%2F", "%", "%4", "%c3%A9", ";", ";a=b", "v1",
            "~", "%7E",
            "\u00e9", "\ud83d\ude00", "\ud800", "*", ":", "[", "]", "::", "1", "0", "a", "A", " ", "%25", "xn--", "-"};

    @Test
    void form_isItsOwnForm() {
        for (long seed = 0; seed < TEXTS; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "/" : "[");
            for (int i = random.nextInt(8); i > 0; i--) {
                text.append(PARTS[random.nextInt(PARTS.length)]);
            }
            String path = CanonicalUrl.path("/" + text);
            assertThat(CanonicalUrl.path(path)).as("seed %d: path %s", seed, text).isEqualTo(path);
            assertThat(path).as("seed %d: path %s", seed, text).doesNotContain(";", "/./", "/../");
            String host = CanonicalUrl.host(text.toString());
            assertThat(host).as("seed %d: host %s", seed, text).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
            "/v1/customers, /v1/customers",
            "//v1, //v1",
            "/a//b/, /a//b/",
            "/a/./b/../c, /a/c",
            "/a/.., /",
            "/.., /",
            "/a/.hidden/..b, /a/.hidden/..b",
            "/%61%2f%2F%25, /a%2F%2F%25",
            "/%zz/%4, /%25zz/%254",
            "/a;b=c/d;e, /a/d",
            "/;a/b, //b"})
    void path_hasOneForm(String path, String form) {
        assertThat(CanonicalUrl.path(path)).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource({
            "API.Example.COM., api.example.com",
            "[0:0:0:0:0:0:0:1], [::1]",
            "[2001:DB8:0:0:1:0:0:1], [2001:db8::1:0:0:1]",
            "[::], [::]",
            "[fe80::1%25eth0], [fe80::1%25eth0]",
            "[::ffff:192.0.2.1], 192.0.2.1",
            "my_service, my_service"})
    void host_hasOneForm(String host, String form) {
        assertThat(CanonicalUrl.host(host)).isEqualTo(form);
    }

    @Test
    void pathInItsForm_isTheSameString() {
        String path = "/v1/chat/completions";

        assertThat(CanonicalUrl.path(path)).isSameAs(path);
    }
}
