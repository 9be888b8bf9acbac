package app.quotawatch.quarkus.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import app.quotawatch.quarkus.testing.FarSide;
import app.quotawatch.spi.fleet.FleetStoreProvider;
import io.quarkus.test.QuarkusDevModeTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;

/** The data of the Dev UI page, requested the same way as the page does. */
class DevUITest {

    private static final int PORT = 18098;
    private static final int SECONDS = 30;
    private static final FarSide FAR_SIDE = new FarSide();

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest().withApplicationRoot(jar -> jar
            .addClasses(ReloadedResource.class, DevFleetStore.class)
            .addAsServiceProvider(FleetStoreProvider.class, DevFleetStore.class)
            .addAsResource(new StringAsset("""
                    quarkus.http.host=localhost
                    quarkus.http.port=%d
                    quotawatch.apis.things.base-url=%s
                    quotawatch.apis.things.limits.requests-per-day=4
                    quotawatch.apis.things.partition=credential
                    quotawatch.buffersize=9
                    quotawatch.fleet.store=dev
                    quotawatch.fleet.name=shop
                    """.formatted(PORT, FAR_SIDE.upstreamUrl())), "application.properties"));

    @AfterAll
    static void end() {
        FAR_SIDE.close();
    }

    @Test
    void page_receivesWindowsCallsAndDelivery() throws Exception {
        URI.create("http://localhost:" + PORT + "/reloaded/call").toURL().openStream().close();

        JsonObject state = request("state");

        JsonObject api = state.getJsonArray("apis").getJsonObject(0);
        assertThat(api.getString("name")).isEqualTo("things");
        assertThat(api.getJsonArray("windows").stream().map(JsonObject.class::cast))
                .filteredOn(window -> window.getString("name").equals("daily"))
                .singleElement()
                .satisfies(daily -> {
                    assertThat(daily.getInteger("limit")).isEqualTo(4);
                    assertThat(daily.getInteger("used")).isEqualTo(1);
                    assertThat(daily.getInteger("remaining")).isEqualTo(3);
                    assertThat(daily.getString("resetAt")).isNotBlank();
                });
        assertThat(api.getJsonArray("windows").stream().map(JsonObject.class::cast))
                .filteredOn(window -> window.getString("source").equals("reported"))
                .singleElement()
                .satisfies(reported -> assertThat(reported.getString("partition"))
                        .as("the same on all replicas").matches("key-[0-9a-f]{8}"));
        assertThat(state.encode()).doesNotContain(ReloadedResource.SECRET);
        assertThat(state.getJsonArray("calls").encode()).contains("/things/reloaded");
        assertThat(state.getJsonObject("delivery").getInteger("delivered")).isEqualTo(1);
        assertThat(request("flush").getString("outcome")).isEqualTo("complete");
    }

    @Test
    void page_receivesTheReplicasThatShareAQuota() throws Exception {
        await().atMost(Duration.ofSeconds(SECONDS)).untilAsserted(() -> {
            JsonObject api = request("state").getJsonArray("apis").getJsonObject(0);
            assertThat(api.getJsonObject("fleet")).isNotNull();
            assertThat(api.getJsonObject("fleet").getInteger("replicas")).isEqualTo(2);
            assertThat(api.getJsonObject("fleet").getBoolean("stale")).isFalse();
            assertThat(Instant.parse(api.getJsonObject("fleet").getString("syncedAt"))).isBefore(Instant.now());
            assertThat(api.getJsonArray("windows").getJsonObject(0).getString("source")).isEqualTo("counted by fleet");
        });
    }

    @Test
    void doctor_findsWhatIsConfiguredAndWhatIsNot() throws Exception {
        List<String> findings = request("diagnose").getJsonArray("findings").stream().map(JsonObject.class::cast)
                .map(finding -> finding.getString("severity") + " " + finding.getString("message")).toList();

        assertThat(findings.get(0)).isEqualTo("warning quotawatch.buffersize is not a key of QuotaWatch; did you mean "
                + "quotawatch.buffer-size?");
        assertThat(findings).contains("info 1 API is configured: things at " + FAR_SIDE.upstreamUrl() + ".",
                "info Deliveries run on the executor of the platform.",
                "info An implementation of MicroProfile Config is on the class path.")
                .anyMatch(finding -> finding.startsWith("info On the class path: quotawatch-core, quotawatch"))
                .anyMatch(finding -> finding.endsWith("accepts the key."));
    }

    private static JsonObject request(String method) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            CompletableFuture<JsonObject> response = new CompletableFuture<>();
            WebSocket socket = vertx.createWebSocketClient().connect(PORT, "localhost", "/q/dev-ui/json-rpc-ws")
                    .toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
            socket.textMessageHandler(text -> {
                JsonObject message = new JsonObject(text);
                if (Integer.valueOf(1).equals(message.getValue("id"))) {
                    response.complete(message);
                }
            });
            socket.writeTextMessage(new JsonObject().put("jsonrpc", "2.0").put("id", 1)
                    .put("method", "quarkus-quotawatch_" + method).put("params", new JsonObject()).encode());
            JsonObject message = response.get(SECONDS, TimeUnit.SECONDS);
            assertThat(message.containsKey("result")).as(message.encode()).isTrue();
            return message.getJsonObject("result").getJsonObject("object");
        } finally {
            vertx.close();
        }
    }
}
