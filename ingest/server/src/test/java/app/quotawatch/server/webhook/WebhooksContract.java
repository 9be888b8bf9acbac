package app.quotawatch.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import app.quotawatch.ingest.wire.HttpProblem;

/** Webhooks from their creation to their deletion, and their secrets. */
abstract class WebhooksContract extends WebhookFixture {

    @Test
    void secret_isEncryptedAtRest() {
        NewWebhook created = webhooks.create(project, receiver.url());

        assertThat(created.secret()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(created.toString()).doesNotContain(created.secret());
        byte[] stored = database.database().read(connection -> {
            try (var statement = connection.prepareStatement("select secret from webhook");
                    var rows = statement.executeQuery()) {
                rows.next();
                return rows.getBytes(1);
            }
        });
        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(created.secret().substring(6));
    }

    @Test
    void secret_thatWasEncryptedWithAnotherKey_isReportedInTheLog() {
        Webhook webhook = webhook(receiver.url());
        webhooks.test(webhook);
        SecretKeys others = new SecretKeys(
                Optional.of(Base64.getEncoder().encodeToString(new byte[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
                        11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32})),
                Optional.empty());
        sender = sender(database.database(), others, true, Resolver.SYSTEM);

        assertThat(attempt(webhook).lastError()).contains("quotawatch.server.secret-key");
        assertThat(receiver.messages).isEmpty();
    }

    @Test
    void webhook_withoutAKeyForSecrets_isRefused() {
        Webhooks without = new Webhooks(database.database(), new SecretKeys(Optional.empty(), Optional.empty()), true,
                Resolver.SYSTEM, time);

        assertThatThrownBy(() -> without.create(project, receiver.url())).isInstanceOf(HttpProblem.class)
                .hasMessageContaining("quotawatch.server.secret-key");
    }

    @Test
    void webhook_thatIsSwitchedOff_getsNothingMore() {
        Webhook webhook = webhook(receiver.url());
        webhooks.test(webhook);

        assertThat(webhooks.activate(webhook.id(), false)).isTrue();
        sender.sendDue();

        assertThat(newest(webhook).status()).isEqualTo("failed");
        assertThat(newest(webhook).lastError()).isEqualTo("the webhook is switched off");
        webhooks.activate(webhook.id(), true);
        sender.sendDue();
        assertThat(newest(webhook).attempts()).isZero();
        assertThat(webhooks.activate(99, true)).isFalse();
    }

    @Test
    void webhook_isDeletedWithItsDeliveries() {
        Webhook webhook = webhook(receiver.url());
        webhooks.test(webhook);

        assertThat(webhooks.delete(webhook.id())).isTrue();

        assertThat(webhooks.of(project)).isEmpty();
        assertThat(database.number("select count(*) from webhook_delivery")).isZero();
        assertThat(webhooks.delete(webhook.id())).isFalse();
    }

    @Test
    void project_hasAtMostTwentyWebhooks() {
        for (int i = 0; i < 20; i++) {
            webhooks.create(project, receiver.url());
        }

        assertThatThrownBy(() -> webhooks.create(project, receiver.url())).isInstanceOf(HttpProblem.class);
        assertThat(webhooks.of(project)).hasSize(20);
    }
}
