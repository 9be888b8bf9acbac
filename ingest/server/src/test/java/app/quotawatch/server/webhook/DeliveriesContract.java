package app.quotawatch.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.server.testing.Receiver;

/** How often a message is sent, by which replica, and how the receiver's responses end that. */
abstract class DeliveriesContract extends WebhookFixture {

    private Delivery await(Webhook webhook, Predicate<Delivery> condition) {
        return Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> newest(webhook), condition);
    }

    @Test
    void message_arrivesSignedInBothWays() {
        Webhook webhook = webhook(receiver.url());
        String id = webhooks.test(webhook);

        Delivery delivery = attempt(webhook);

        assertThat(receiver.messages).containsExactly(new Receiver.Message("/hook?team=shop",
                "127.0.0.1:" + receiver.port(),
                "webhook.test", id,
                "{\"event\":\"webhook.test\",\"timestamp\":\"2026-05-07T12:00:00.000Z\",\"data\":{\"projectId\":"
                        + project + ",\"webhookId\":" + webhook.id() + "}}",
                true, true, "QuotaWatch-Webhooks/1.0"));
        assertThat(delivery).isEqualTo(
                new Delivery(id, "webhook.test", time.millis(), "delivered", 1, 204, null, null));
        assertThat(count("delivered")).isEqualTo(1);
    }

    @Test
    void message_thatIsRejected_isSentAgainSixTimesOverHalfADay() {
        Webhook webhook = webhook(receiver.url());
        receiver.respond(500);
        String id = webhooks.test(webhook);
        List<Long> delays = new ArrayList<>();

        for (int i = 1; i <= 6; i++) {
            Delivery delivery = attempt(webhook);
            delays.add((delivery.nextAt() - time.millis()) / 1_000);
            time.pass(Duration.ofMillis(delivery.nextAt() - time.millis() - 1));
            sender.sendDue();
            assertThat(newest(webhook).attempts()).isEqualTo(i);
            time.pass(Duration.ofMillis(1));
        }
        Delivery last = attempt(webhook);

        assertThat(delays).containsExactly(10L, 60L, 300L, 1_800L, 7_200L, 28_800L);
        assertThat(last)
                .isEqualTo(new Delivery(id, "webhook.test", last.createdAt(), "failed", 7, 500, "status 500", null));
        assertThat(receiver.messages).hasSize(7).allMatch(Receiver.Message::signed).allMatch(Receiver.Message::standard)
                .extracting(Receiver.Message::delivery).containsOnly(id);
        time.pass(Duration.ofDays(1));
        sender.sendDue();
        assertThat(newest(webhook)).isEqualTo(last);
        assertThat(List.of(count("retried"), count("failed"))).containsExactly(6L, 1L);
    }

    @Test
    void receiver_thatHangs_isGivenUp() {
        Webhook webhook = webhook(receiver.url());
        receiver.hang();
        webhooks.test(webhook);

        Delivery delivery = attempt(webhook);

        assertThat(delivery.lastError()).isEqualTo("no response in time");
        assertThat(delivery.status()).isEqualTo("due");
    }

    @Test
    void receiver_thatHangsAfterItsStatus_hasReceivedTheMessage() {
        Webhook webhook = webhook(receiver.url());
        receiver.respondAndHang();
        webhooks.test(webhook);

        assertThat(attempt(webhook).status()).isEqualTo("delivered");
    }

    @Test
    void response_withoutEnd_isCutOff() {
        Webhook webhook = webhook(receiver.url());
        receiver.respondWithoutEnd();
        webhooks.test(webhook);

        assertThat(attempt(webhook).status()).isEqualTo("delivered");
    }

    @Test
    void receiver_thatHangs_doesNotKeepOthersWaiting() {
        try (Receiver hanging = new Receiver()) {
            hanging.hang();
            Webhook slow = webhook(hanging.url());
            for (int i = 0; i < 20; i++) {
                webhooks.test(slow);
            }
            Webhook quick = webhook(receiver.url());
            webhooks.test(quick);

            sender.sendDue();

            await(quick, delivery -> delivery.status().equals("delivered"));
            assertThat(hanging.messages).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void redirect_isNotFollowed() {
        Webhook webhook = webhook(receiver.url());
        receiver.redirect("http://127.0.0.1:" + receiver.port() + "/elsewhere");
        webhooks.test(webhook);

        Delivery delivery = attempt(webhook);

        assertThat(delivery.lastStatus()).isEqualTo(307);
        assertThat(delivery.lastError()).isEqualTo("status 307: redirects are not followed");
        assertThat(receiver.messages).extracting(Receiver.Message::path).containsExactly("/hook?team=shop");
    }

    @Test
    void receiver_thatIsGone_switchesTheWebhookOff() {
        Webhook webhook = webhook(receiver.url());
        receiver.respond(410);
        webhooks.test(webhook);
        webhooks.test(webhook);

        sender.sendDue();

        Awaitility.await()
                .until(() -> log.newest(webhook.id()).stream().allMatch(each -> each.status().equals("failed")));
        assertThat(log.newest(webhook.id())).extracting(Delivery::lastError)
                .containsExactlyInAnyOrder("status 410", "the webhook is switched off");
        assertThat(receiver.messages).hasSize(1);
        assertThat(webhooks.byId(webhook.id()).orElseThrow().active()).isFalse();
        assertThatThrownBy(() -> webhooks.test(webhooks.byId(webhook.id()).orElseThrow()))
                .isInstanceOf(HttpProblem.class);
    }

    @Test
    void receiver_thatIsDown_getsTheMessageLater() {
        Receiver gone = new Receiver();
        Webhook webhook = webhook(gone.url());
        gone.close();
        webhooks.test(webhook);

        assertThat(attempt(webhook).lastError()).isEqualTo("no connection");
    }

    @Test
    void message_ofAReplicaThatWasKilled_isSentByAnotherOne() {
        Webhook webhook = webhook(receiver.url());
        String id = webhooks.test(webhook);
        Deliveries killed = deliveries(database.database());
        Due lost = killed.claim(8, Set.of()).get(0);
        Sender other = sender(database.ofAnotherReplica(), keys, true, Resolver.SYSTEM);

        time.pass(Duration.ofSeconds(59));
        other.sendDue();
        assertThat(newest(webhook).status()).isEqualTo("due");
        time.pass(Duration.ofSeconds(1));
        other.sendDue();

        await(webhook, delivery -> delivery.status().equals("delivered"));
        assertThat(receiver.messages).extracting(Receiver.Message::delivery).containsExactly(id);
        // were it still alive, its outcome would come too late to count
        killed.record(lost, Outcome.response(500));
        assertThat(newest(webhook).status()).isEqualTo("delivered");
    }

    @Test
    void message_ofAReplicaThatStops_isSentByAnotherOneAtOnce() throws InterruptedException {
        Webhook webhook = webhook(receiver.url());
        webhooks.test(webhook);
        sender.close();
        sender.sendDue();

        sender(database.ofAnotherReplica(), keys, true, Resolver.SYSTEM).sendDue();

        await(webhook, delivery -> delivery.status().equals("delivered"));
    }

    @Test
    void replicas_claimEachMessageOnce() {
        for (int i = 0; i < 10; i++) {
            webhooks.test(webhook(receiver.url()));
        }
        Deliveries first = deliveries(database.database());
        Deliveries second = deliveries(database.ofAnotherReplica());
        List<String> claimed = new ArrayList<>();

        first.claim(4, Set.of()).forEach(due -> claimed.add(due.id()));
        second.claim(4, Set.of()).forEach(due -> claimed.add(due.id()));
        first.claim(4, Set.of()).forEach(due -> claimed.add(due.id()));

        assertThat(claimed).hasSize(10);
        assertThat(new HashSet<>(claimed)).hasSize(10);
    }
}
