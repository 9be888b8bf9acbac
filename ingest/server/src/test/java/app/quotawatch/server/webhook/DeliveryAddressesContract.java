package app.quotawatch.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import app.quotawatch.server.testing.Receiver;

/** Which address a message is sent to: the one that was checked, whatever a name leads to later. */
abstract class DeliveryAddressesContract extends WebhookFixture {

    @Test
    void name_thatLeadsToAPrivateAddressLater_isNotConnectedTo() throws Exception {
        InetAddress publicAddress = InetAddress.getByName("93.184.216.34");
        List<InetAddress> answers = new ArrayList<>(List.of(publicAddress, InetAddress.getLoopbackAddress()));
        Resolver rebinding = host -> List.of(answers.size() > 1 ? answers.remove(0) : answers.get(0));
        Webhook webhook = webhooks.byId(webhooks(false, rebinding)
                .create(project, "https://receiver.example:" + receiver.port() + "/").id()).orElseThrow();
        sender = sender(database.database(), keys, false, rebinding);
        webhooks.test(webhook);

        Delivery delivery = attempt(webhook);

        assertThat(delivery.lastError()).startsWith("the URL leads to an address that is not public");
        assertThat(receiver.messages).isEmpty();
    }

    @Test
    void connection_goesToTheAddressThatWasChecked() {
        List<String> lookUps = new ArrayList<>();
        Resolver once = host -> {
            lookUps.add(host);
            return List.of(InetAddress.getLoopbackAddress());
        };
        // a name that only this machine may know
        Webhook webhook = webhook("http://receiver.invalid:" + receiver.port() + "/");
        sender = sender(database.database(), keys, true, once);
        webhooks.test(webhook);

        assertThat(attempt(webhook).status()).isEqualTo("delivered");

        assertThat(receiver.messages).extracting(Receiver.Message::host)
                .containsExactly("receiver.invalid:" + receiver.port());
        assertThat(lookUps).containsExactly("receiver.invalid");
    }

    @Test
    void host_thatIsUnknown_isLookedUpAgainLater() {
        Resolver unknown = host -> {
            throw new UnknownHostException(host);
        };
        Webhook webhook = webhook("http://receiver.invalid/");
        sender = sender(database.database(), keys, true, unknown);
        webhooks.test(webhook);

        assertThat(attempt(webhook).lastError()).isEqualTo("the host is unknown");
    }
}
