package app.quotawatch.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import app.quotawatch.EndpointStyle;
import app.quotawatch.spi.ClientObserver.Observation;
import app.quotawatch.testing.RecordingSink;

/** However an application spells the host of a URL, its call belongs to the same API; the endpoint is the path as sent. */
class CallSpellingsTest {

    private static final String SECRET = "bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";

    private final RecordingSink sink = new RecordingSink();

    private String endpoint(EndpointStyle style, String base, String url) {
        sink.observer(style, base).start("GET", URI.create(url)).answered(200, Map.of());
        assertThat(sink.errors).isEmpty();
        return sink.calls.get(sink.calls.size() - 1).endpoint();
    }

    @ParameterizedTest
    @CsvSource({
            "https://h.example, https://H.example.:443/v1/customers, /v1/customers",
            "https://b\u00fccher.example, https://XN--bcher-kva.example/v1, /v1",
            "https://xn--bcher-kva.example, https://b\u00fccher.example/v1, /v1",
            "http://[::1]:8080, http://[0:0:0:0:0:0:0:1]:8080/v1, /v1",
            "http://[::ffff:192.0.2.1], http://192.0.2.1:80/v1, /v1",
            "https://h.example/v1, https://h.example/v1;v=2/x;jsessionid=hush, /v1/x",
            "https://h.example/%7Eme, https://h.example/~me/x, /~me/x",
            "https://h.example, https://h.example//v1/customers, //v1/customers",
            "https://h.example, https://h.example///v1/customers?x=1#f, ///v1/customers"})
    void endpoint_isThePathWithoutParameters_forEverySpellingOfTheHost(String base, String url, String endpoint) {
        assertThat(endpoint(EndpointStyle.PATH, base, url)).isEqualTo(endpoint);
        assertThat(endpoint(EndpointStyle.TEMPLATE, base, url)).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @EnumSource
    void matrixParameters_areNeverPartOfAnEndpoint(EndpointStyle style) {
        assertThat(endpoint(style, "https://h.example",
                "https://h.example/v1;token=hush/things;jsessionid=hush;a=b/parts;")).isEqualTo("/v1/things/parts");
        CallObserver observer = sink.observer(style, "https://h.example");
        Observation call = observer.start("GET", URI.create("https://h.example/v1/things;token=hush/parts"));
        call.endpoint("/things;token={token}/parts");
        call.answered(200, Map.of());

        assertThat(sink.calls.get(1).endpoint()).doesNotContain("hush").doesNotContain(";")
                .isEqualTo("/v1/things/parts");
    }

    @ParameterizedTest
    @CsvSource({
            "/Customer-Accounts/7, /Customer-Accounts/{id}",
            "/models/Llama-3.1-8B-Instruct/run, /models/Llama-3.1-8B-Instruct/run",
            "/odata/Sales_Invoices, /odata/Sales_Invoices",
            "/hooks/xK3f9LmQ2pR7sT1vW5yZ8aBc, /hooks/{id}",
            "/" + SECRET + "/sendMessage, /{id}/sendMessage"})
    void templates_keepWords_andReplaceIdentifiersAndCredentials(String path, String endpoint) {
        assertThat(endpoint(EndpointStyle.TEMPLATE, "https://h.example", "https://h.example" + path))
                .isEqualTo(endpoint);
    }
}
