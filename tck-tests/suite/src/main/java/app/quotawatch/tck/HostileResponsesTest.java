package app.quotawatch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.Response;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import app.quotawatch.tck.support.Application;
import app.quotawatch.tck.support.RawServer;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Suite;

/** Whatever a server sends, the application receives the same as without QuotaWatch. */
public class HostileResponsesTest extends Suite {

    static Stream<Arguments> heads() {
        String many = IntStream.range(0, 150).mapToObj(i -> "X-RateLimit-" + i + ": " + i)
                .collect(Collectors.joining("\r\n"));
        String thousands = IntStream.range(0, 3000).mapToObj(i -> "X-RateLimit-" + i + ": " + i)
                .collect(Collectors.joining("\r\n"));
        return Stream.of(
                Arguments.of("10 kB value", "HTTP/1.1 200 OK\r\nX-RateLimit-Limit: " + "9".repeat(10_240)),
                Arguments.of("not ASCII", "HTTP/1.1 200 OK\r\nX-RateLimit-Limit: \u00fc\u00ff\u0080"),
                Arguments.of("150 headers", "HTTP/1.1 200 OK\r\n" + many),
                Arguments.of("3000 headers", "HTTP/1.1 200 OK\r\n" + thousands),
                Arguments.of("empty value", "HTTP/1.1 200 OK\r\nX-RateLimit-Limit:"),
                Arguments.of("empty name", "HTTP/1.1 200 OK\r\n: 5"),
                Arguments.of("prefix only", "HTTP/1.1 200 OK\r\nX-RateLimit-: 5"),
                Arguments.of("odd status", "HTTP/1.1 999 Request denied"),
                Arguments.of("no reason", "HTTP/1.1 200"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("heads")
    void response_isTheSameAsWithoutQuotaWatch(String name, String head) throws Exception {
        RawServer server = closing(RawServer.responding(head, "body"));
        Application application = application(Settings.sendingTo(ingest).api("odd", server.uri()));

        String unobserved = get(application, server.unobservedUri());
        String observed = get(application, server.uri());

        assertThat(observed).isEqualTo(unobserved);
        assertThat(delivered(application)).hasSizeLessThanOrEqualTo(1).allSatisfy(event -> {
            Map<String, String> headers = event.rateLimitHeaders();
            assertThat(headers).hasSizeLessThanOrEqualTo(32);
            assertThat(headers.values()).allMatch(value -> value.length() <= 256);
        });
        assertThat(application.quotaWatch().deliveryStats().internalErrors()).isZero();
    }

    private static String get(Application application, URI uri) {
        return application.call(() -> {
            Client client = ClientBuilder.newClient();
            try (Response response = client.target(uri).request().get()) {
                return response.getStatus() + " " + response.readEntity(String.class);
            } catch (RuntimeException e) {
                return e.getClass().getName();
            } finally {
                client.close();
            }
        });
    }
}
