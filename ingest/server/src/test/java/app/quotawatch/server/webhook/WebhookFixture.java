package app.quotawatch.server.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import app.quotawatch.server.database.Database;
import app.quotawatch.server.testing.Receiver;
import app.quotawatch.server.testing.TestDatabase;
import app.quotawatch.server.testing.TestTime;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;

/** A project whose webhooks lead to a receiver, and the sender of one replica. */
abstract class WebhookFixture {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static Vertx vertx;

    final TestTime time = new TestTime("2026-05-07T12:00:00Z");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final SecretKeys keys = new SecretKeys(Optional.of(KEY), Optional.empty());
    final Receiver receiver = new Receiver();
    private final List<Sender> senders = new ArrayList<>();
    TestDatabase database;
    int project;
    Webhooks webhooks;
    Sender sender;
    DeliveryLog log;

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

    Webhooks webhooks(boolean allowPrivate, Resolver resolver) {
        return new Webhooks(database.database(), keys, allowPrivate, resolver, time);
    }

    Sender sender(Database replica, SecretKeys secretKeys, boolean allowPrivate, Resolver resolver) {
        Sender created = new Sender(deliveries(replica),
                new WebhookClient(vertx, new HttpClientOptions(), resolver, allowPrivate, time, Duration.ofMillis(700)),
                secretKeys, meters);
        senders.add(created);
        return created;
    }

    Deliveries deliveries(Database replica) {
        return new Deliveries(replica, new RetrySchedule(() -> 0), time);
    }

    Webhook webhook(String url) {
        NewWebhook created = webhooks.create(project, url);
        receiver.expect(created.secret());
        return webhooks.byId(created.id()).orElseThrow();
    }

    /* One attempt, up to its stored outcome. */
    Delivery attempt(Webhook webhook) {
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

    Delivery newest(Webhook webhook) {
        return log.newest(webhook.id()).get(0);
    }

    long count(String outcome) {
        Counter counter = meters.find("quotawatch.ingest.webhook.deliveries").tag("outcome", outcome).counter();
        return counter == null ? 0 : (long) counter.count();
    }
}
