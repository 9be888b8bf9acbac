package app.quotawatch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ProtocolException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import app.quotawatch.testing.OurThreads;
import app.quotawatch.testing.faults.Faults;
import app.quotawatch.testing.faults.FaultyServer;

/** Servers that send something else than a response, and keep the connection open. */
class NotHttpTest {

    @ParameterizedTest
    @MethodSource("app.quotawatch.http.NotHttp#all")
    void response_isAFailure_andLeavesNoConnectionAndNoThread(NotHttp response) throws IOException {
        try (FaultyServer server = FaultyServer.start(Faults.respondAndHold(response.bytes()), request -> {})) {
            HttpSender sender = Posts.sender(server.url());
            assertThatThrownBy(() -> Posts.post(sender)).isInstanceOf(ProtocolException.class);

            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
            assertThat(OurThreads.alive()).doesNotContain("quotawatch-dns");
            server.behave(Faults.none());
            assertThat(Posts.post(sender).status()).isEqualTo(202);
            sender.close();
        }
    }

    @Test
    void failure_repeatsNothingOfTheResponse() {
        try (FaultyServer server = FaultyServer.start(Faults.respondAndHold("qw_live_SECRET\r\n"), request -> {})) {
            assertThatThrownBy(() -> Posts.post(Posts.sender(server.url())))
                    .hasMessageContaining("not an HTTP response").hasMessageNotContaining("SECRET");
        }
    }
}
