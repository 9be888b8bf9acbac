package app.quotawatch.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.net.httpserver.HttpServer;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Everything below {@code /admin}, as a script sees it that has a token. */
@QuarkusTest
@TestProfile(AdminFixture.WithToken.class)
class AdminTest extends AdminFixture {

    @Test
    void project_livesFromCreationToRevocation() throws Exception {
        String name = "<img src=x onerror=alert(1)> " + UUID.randomUUID();
        JsonObject created = created("/admin/projects", new JsonObject().put("name", name).put("planApis", 3).encode());
        int id = created.getInteger("id");
        assertThat(created.getString("key")).startsWith("qw_live_");

        JsonObject second = created("/admin/projects/" + id + "/keys", "{}");
        assertThat(admin("PATCH", "/admin/projects/" + id, "{\"planApis\":null,\"planEnvironments\":2}").statusCode())
                .isEqualTo(204);
        assertThat(admin("DELETE", "/admin/projects/" + id + "/keys/" + second.getString("id"), null).statusCode())
                .isEqualTo(204);
        assertThat(admin("DELETE", "/admin/projects/" + id + "/keys/" + second.getString("id"), null).statusCode())
                .isEqualTo(404);

        HttpResponse<String> list = admin("GET", "/admin/projects", null);
        assertThat(list.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(list.headers().allValues("Cache-Control")).containsExactly("no-store");
        JsonObject listed = new JsonArray(list.body()).stream().map(JsonObject.class::cast)
                .filter(each -> each.getInteger("id") == id).findFirst().orElseThrow();
        assertThat(listed.fieldNames()).containsExactlyInAnyOrder("id", "name", "planApis", "planEnvironments",
                "createdAt", "keys");
        assertThat(listed.getString("name")).isEqualTo(name);
        assertThat(listed.getValue("planApis")).isNull();
        assertThat(listed.getInteger("planEnvironments")).isEqualTo(2);
        assertThat(listed.getString("createdAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(listed.getJsonArray("keys")).hasSize(2);
        JsonObject revoked = listed.getJsonArray("keys").stream().map(JsonObject.class::cast)
                .filter(key -> key.getString("id").equals(second.getString("id"))).findFirst().orElseThrow();
        assertThat(revoked.getString("revokedAt")).isNotNull();
        assertThat(second.getString("key")).endsWith(revoked.getString("hint"));
        assertThat(list.body()).doesNotContain(created.getString("key"));
        assertThat(admin("POST", "/admin/projects", new JsonObject().put("name", name).encode()).statusCode())
                .isEqualTo(409);
    }

    @Test
    void limits_areReplacedAsAWhole() throws Exception {
        String path = "/admin/projects/" + project() + "/limits";
        assertThat(admin("PUT", path, "[{\"api\":\"Mail\",\"environment\":\"staging\",\"kind\":\"hour\",\"value\":7}]")
                .statusCode())
                .isEqualTo(204);

        assertThat(admin("PUT", path, """
                [{"api":"Payments","environment":"production","kind":"daily","value":500,"thresholds":[100,50]},
                 {"api":"Mail","environment":"production","kind":"minute","value":1}]""").statusCode()).isEqualTo(204);

        assertThat(admin("GET", path, null).body()).isEqualTo(
                "[{\"api\":\"Mail\",\"environment\":\"production\",\"kind\":\"minute\",\"value\":1,\"thresholds\":[80,95,100]},"
                        + "{\"api\":\"Payments\",\"environment\":\"production\",\"kind\":\"daily\",\"value\":500,\"thresholds\":[50,100]}]");
    }

    @Test
    void everyProblemOfAnInput_isReportedAtOnce() throws Exception {
        HttpResponse<String> limits = admin("PUT", "/admin/projects/" + project() + "/limits", """
                [{"api":"","environment":"production","kind":"daily","value":0},
                 {"api":"A","environment":"e","kind":"tokens-per-minute","value":1},
                 {"api":"A","environment":"e","kind":"weekly","value":1.5,"thresholds":[80,80],"color":"red"},
                 7]""");

        assertThat(limits.statusCode()).isEqualTo(400);
        assertThat(message(limits)).isEqualTo("[3]: must be an object"
                + "; [0].api: must be a text of 1 to 512 characters without control characters"
                + "; [0].value: must be a whole number from 1 to 1000000000000000"
                + "; [1].kind: tokens cannot be limited here, since events carry no token counts; known are minute, hour, daily,"
                + " monthly"
                + "; [2].kind: must be one of minute, hour, daily, monthly"
                + "; [2].value: must be a whole number from 1 to 1000000000000000"
                + "; [2].thresholds: must be a list of 1 to 10 different whole numbers from 1 to 1000"
                + "; [2]: has an unknown field; known are api, environment, kind, value, thresholds");

        HttpResponse<String> project = admin("POST", "/admin/projects",
                "{\"name\":\"a\\u0000\",\"planApis\":-1,\"owner\":1}");
        assertThat(message(project)).isEqualTo("name: must be a text of 1 to 512 characters without control characters"
                + "; planApis: must be null or a whole number from 1 to 2147483647"
                + "; the body: has an unknown field; known are name, planApis, planEnvironments");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"name\":\"a\",\"name\":\"b\"}", "{\"name\":\"a\"} {}", "\u0000"})
    void body_thatIsNotAnObject_isRejected(String body) throws Exception {
        HttpResponse<String> response = admin("POST", "/admin/projects", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(response.body()).getString("error")).isEqualTo("Bad Request");
    }

    @Test
    void body_thatIsNestedDeeply_isRejected() throws Exception {
        assertThat(admin("POST", "/admin/projects", "[".repeat(100_000)).statusCode()).isEqualTo(400);
    }

    @Test
    void whatDoesNotExist_isNotFound() throws Exception {
        for (String path : List.of("/admin/projects/999999/limits", "/admin/projects/x/limits",
                "/admin/webhooks/999999/deliveries",
                "/admin/nothing", "/admin/projects/999999/webhooks")) {
            HttpResponse<String> response = admin("GET", path, null);

            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(new JsonObject(response.body()).getString("error")).isEqualTo("Not Found");
        }
        assertThat(admin("DELETE", "/admin/projects", null).statusCode()).isEqualTo(405);
    }

    @Test
    void webhook_livesFromCreationToDeletion() throws Exception {
        HttpServer receiver = HttpServer.create(new java.net.InetSocketAddress("127.0.0.1", 0), 0);
        receiver.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        try {
            String path = "/admin/projects/" + project() + "/webhooks";
            String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
            JsonObject created = created(path, new JsonObject().put("url", url).encode());
            int id = created.getInteger("id");
            assertThat(created.getString("secret")).startsWith("whsec_");

            JsonArray list = new JsonArray(admin("GET", path, null).body());
            assertThat(list.getJsonObject(0).fieldNames()).containsExactlyInAnyOrder("id", "url", "active",
                    "createdAt");

            HttpResponse<String> test = admin("POST", "/admin/webhooks/" + id + "/test", "{}");
            assertThat(test.statusCode()).isEqualTo(202);
            String deliveries = "/admin/webhooks/" + id + "/deliveries";
            Awaitility.await().until(() -> admin("GET", deliveries, null).body().contains("\"delivered\""));
            JsonObject delivery = new JsonArray(admin("GET", deliveries, null).body()).getJsonObject(0);
            assertThat(delivery.fieldNames()).containsExactlyInAnyOrder("id", "event", "createdAt", "status",
                    "attempts", "lastStatus",
                    "lastError", "nextAt");
            assertThat(delivery.getString("id")).isEqualTo(new JsonObject(test.body()).getString("delivery"));

            assertThat(admin("PATCH", "/admin/webhooks/" + id, "{\"active\":false}").statusCode()).isEqualTo(204);
            assertThat(admin("POST", "/admin/webhooks/" + id + "/test", "{}").statusCode()).isEqualTo(409);
            assertThat(admin("DELETE", "/admin/webhooks/" + id, null).statusCode()).isEqualTo(204);
            assertThat(admin("GET", path, null).body()).isEqualTo("[]");
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void webhook_ofABadUrl_isRefused() throws Exception {
        HttpResponse<String> response = admin("POST", "/admin/projects/" + project() + "/webhooks",
                "{\"url\":\"ftp://example.com/\"}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(message(response)).isEqualTo("url: must begin with https:// or http://");
    }
}
