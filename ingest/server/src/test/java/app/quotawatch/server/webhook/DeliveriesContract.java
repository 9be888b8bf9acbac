package app.quotawatch.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.server.database.Database;
import app.quotawatch.server.testing.Receiver;
import app.quotawatch.server.testing.TestDatabase;
import app.quotawatch.server.testing.TestTime;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;

/** What holds of webhooks on every database, with receivers of all kinds. */
abstract class DeliveriesContract {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static Vertx vertx;

    private final TestTime time = new TestTime("2026-05-07T12:00:00Z");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SecretKeys keys = new SecretKeys(Optional.of(KEY), Optional.empty());
    private final Receiver receiver = new Receiver();
    private final List<Sender> senders = new ArrayList<>();
    private TestDatabase database;
    private int project;
    private Webhooks webhooks;
    private Sender sender;
    private DeliveryLog log;

    abstract TestDatabase create();

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void open() {
        database = create();
        project = database.project("shop", null, null);
        webhooks = webhooks(true, Resolver.SYSTEM);
        sender = sender(database.database(), keys, true, Resolver.SYSTEM);
        log = new DeliveryLog(database.database());
    }

    @AfterEach
    void close() throws InterruptedException {
        receiver.close();
        for (Sender each : senders) {
            each.close();
        }
        database.close();
    }

    private Webhooks webhooks(boolean allowPrivate, Resolver resolver) {
        return new Webhooks(database.database(), keys, allowPrivate, resolver, time);
    }

    private Sender sender(Database replica, SecretKeys secretKeys, boolean allowPrivate, Resolver resolver) {
        Sender created = new Sender(deliveries(replica),
                new WebhookClient(vertx, new HttpClientOptions(), resolver, allowPrivate, time, Duration.ofMillis(700)),
                secretKeys, meters);
        senders.add(created);
        return created;
    }

    private Deliveries deliveries(Database replica) {
        return new Deliveries(replica, new RetrySchedule(() -> 0), time);
    }

    private Webhook webhook(String url) {
        NewWebhook created = webhooks.create(project, url);
        receiver.expect(created.secret());
        return webhooks.byId(created.id()).orElseThrow();
    }

    /* One attempt, up to its stored outcome. */
    private Delivery attempt(Webhook webhook) {
        long before = outcomes();
        Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> {
            sender.sendDue();
            return outcomes() > before;
        });
        return newest(webhook);
    }

    private long outcomes() {
        return count("delivered") + count("retried") + count("failed");
    }

    private Delivery await(Webhook webhook, Predicate<Delivery> condition) {
        return Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> newest(webhook), condition);
    }

    private Delivery newest(Webhook webhook) {
        return log.newest(webhook.id()).get(0);
    }

    private long count(String outcome) {
        Counter counter = meters.find("quotawatch.ingest.webhook.deliveries").tag("outcome", outcome).counter();
        return counter == null ? 0 : (long) counter.count();
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
        // a name that nobody else could look up
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
