package app.quotawatch.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.server.testing.Receiver;
import app.quotawatch.server.testing.Receiver.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Two servers on one PostgreSQL, which count to the same limits and send to the same webhook. */
class TwoServersWebhookIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;
    private final Receiver receiver = new Receiver();
    private final AtomicInteger accepted = new AtomicInteger();
    private TwoServers servers;
    private Administrator administrator;
    private String projectPath;
    private String key;
    private String deliveriesPath;

    @BeforeEach
    void start() throws Exception {
        servers = TwoServers.start(folder);
        administrator = new Administrator(servers.other);
        JsonObject project = administrator.create("/admin/projects", new JsonObject().put("name", "shop"));
        projectPath = "/admin/projects/" + project.getInteger("id");
        key = project.getString("key");
        JsonObject webhook = administrator.create(projectPath + "/webhooks",
                new JsonObject().put("url", receiver.url()));
        receiver.expect(webhook.getString("secret"));
        deliveriesPath = "/admin/webhooks/" + webhook.getInteger("id") + "/deliveries";
    }

    @AfterEach
    void stop() {
        receiver.close();
        servers.close();
    }

    private void limitEachApi(int calls) throws Exception {
        JsonArray limits = new JsonArray();
        for (int i = 0; i < PatientClient.APIS; i++) {
            limits.add(new JsonObject().put("api", "api" + i).put("environment", "production").put("kind", "monthly")
                    .put("value", calls));
        }
        administrator.replace(projectPath + "/limits", limits);
    }

    private Thread client(int number, int batches) {
        Thread client = new Thread(new PatientClient("client" + number, key, servers.ingestsFor(number), batches,
                accepted, new AtomicInteger()));
        client.start();
        return client;
    }

    private List<JsonObject> deliveries() throws Exception {
        return administrator.list(deliveriesPath).stream().map(JsonObject.class::cast).toList();
    }

    private static String threshold(Message message) {
        JsonObject data = new JsonObject(message.body()).getJsonObject("data");
        return data.getString("apiName") + " " + data.getInteger("thresholdPct");
    }

    private boolean hasSeen(ServerProcess server, int calls) throws Exception {
        return new Administrator(server).metrics().lines()
                .filter(line -> line.startsWith("quotawatch_quota_used{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum() == calls;
    }

    @Test
    @Timeout(240)
    void threshold_thatBothServersCountTo_isReportedOnce() throws Exception {
        int batches = 30;
        List<Thread> clients = new ArrayList<>();
        limitEachApi(1_000);
        for (int i = 0; i < 4; i++) {
            clients.add(client(i, batches));
        }
        for (Thread client : clients) {
            client.join(TimeUnit.SECONDS.toMillis(60));
        }

        int calls = clients.size() * batches * PatientClient.EVENTS;
        assertThat(accepted.get()).isEqualTo(clients.size() * batches);
        // each looks again at all limits before it shows them
        await().atMost(SOON).until(() -> hasSeen(servers.one, calls) && hasSeen(servers.other, calls));
        await().atMost(SOON).untilAsserted(
                () -> assertThat(deliveries()).extracting(each -> each.getString("status")).containsOnly("delivered"));
        List<String> thresholds = new ArrayList<>();
        for (int i = 0; i < PatientClient.APIS; i++) {
            thresholds.addAll(List.of("api" + i + " 80", "api" + i + " 95", "api" + i + " 100"));
        }
        assertThat(receiver.messages).extracting(TwoServersWebhookIT::threshold)
                .containsExactlyInAnyOrderElementsOf(thresholds);
        assertThat(receiver.messages).extracting(Message::delivery).doesNotHaveDuplicates();
        assertThat(receiver.messages).allMatch(Message::signed).allMatch(Message::standard);
    }

    @Test
    @Timeout(240)
    void message_whoseServerIsKilledBeforeItIsAnswered_isSentAgainByTheOtherServer() throws Exception {
        administrator.replace(projectPath + "/limits", new JsonArray().add(new JsonObject().put("api", "api0")
                .put("environment", "production").put("kind", "monthly").put("value", 10)));
        receiver.hang();
        servers.other.pause();
        Thread client = client(0, 1);
        await().atMost(SOON).until(() -> !receiver.messages.isEmpty());

        servers.one.kill();
        servers.other.resume();
        receiver.respond(204);

        // the webhook's other messages do not wait for the one that the killed server has
        await().atMost(SOON).until(() -> receiver.messages.size() == 3);
        String lost = receiver.messages.get(0).delivery();
        await().atMost(SOON).untilAsserted(() -> assertThat(deliveries()).allSatisfy(each -> {
            boolean isLost = each.getString("id").equals(lost);
            assertThat(each.getString("status")).isEqualTo(isLost ? "due" : "delivered");
            assertThat(each.getInteger("attempts")).isEqualTo(1);
            assertThat(each.getString("lastError")).isNull();
        }));
        endTheLeaseOf(lost);

        await().atMost(SOON).untilAsserted(
                () -> assertThat(deliveries()).extracting(each -> each.getString("status")).containsOnly("delivered"));
        assertThat(receiver.messages).hasSize(4).allMatch(Message::signed).allMatch(Message::standard);
        assertThat(receiver.messages.subList(0, 3)).extracting(TwoServersWebhookIT::threshold)
                .containsExactlyInAnyOrder("api0 80", "api0 95", "api0 100");
        assertThat(receiver.messages.get(3)).isEqualTo(receiver.messages.get(0));
        client.join(TimeUnit.SECONDS.toMillis(60));
        assertThat(accepted.get()).isEqualTo(1);
    }

    /* The minute of a lease passes at once. */
    private void endTheLeaseOf(String delivery) {
        servers.database.execute("update webhook_delivery set next_at = next_at - 60000 where id = '" + delivery + "'");
    }
}
