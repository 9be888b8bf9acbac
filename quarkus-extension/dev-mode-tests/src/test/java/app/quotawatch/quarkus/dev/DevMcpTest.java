package app.quotawatch.quarkus.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.quarkus.testing.FarSide;
import io.quarkus.test.QuarkusDevModeTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What the Dev UI page shows is also available to coding agents, as tools of Quarkus's Dev MCP server. */
class DevMcpTest {

    private static final int PORT = 18099;
    private static final FarSide FAR_SIDE = new FarSide();

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest().withApplicationRoot(jar -> jar
            .addClass(ReloadedResource.class)
            .addAsResource(new StringAsset("""
                    quarkus.http.host=localhost
                    quarkus.http.port=%d
                    quotawatch.apis.things.base-url=%s
                    quotawatch.apis.things.limits.requests-per-day=4
                    """.formatted(PORT, FAR_SIDE.upstreamUrl())), "application.properties"));

    @TempDir
    static Path home;

    private final String realHome = System.getProperty("user.home");

    /* A developer enables Dev MCP once, for all of their applications: in a file of their home. */
    @BeforeEach
    void enable() throws IOException {
        Path settings = Files.createDirectories(home.resolve(".quarkus")).resolve("dev-mcp.properties");
        Files.writeString(settings, "enabled=true");
        System.setProperty("user.home", home.toString());
    }

    @AfterEach
    void restore() {
        System.setProperty("user.home", realHome);
    }

    @AfterAll
    static void end() {
        FAR_SIDE.close();
    }

    @Test
    void tools_areListedWithDescriptionsAndCanBeCalled() throws Exception {
        JsonArray tools = request("tools/list", new JsonObject()).getJsonArray("tools");
        List<JsonObject> ours = tools.stream().map(JsonObject.class::cast)
                .filter(tool -> tool.getString("name").contains("quotawatch")).toList();

        assertThat(ours).extracting(tool -> tool.getString("name")).containsExactlyInAnyOrder(
                "quarkus-quotawatch_state", "quarkus-quotawatch_flush", "quarkus-quotawatch_diagnose");
        assertThat(ours).allSatisfy(tool -> assertThat(tool.getString("description")).hasSizeGreaterThan(40));

        URI.create("http://localhost:" + PORT + "/reloaded/call").toURL().openStream().close();
        JsonObject api = call("state").getJsonArray("apis").getJsonObject(0);
        assertThat(api.getString("name")).isEqualTo("things");
        assertThat(api.getJsonArray("windows").getJsonObject(0).getInteger("remaining")).isEqualTo(3);
        assertThat(call("diagnose").encode()).contains("1 API is configured: things");
    }

    private static JsonObject call(String method) throws Exception {
        JsonArray content = request("tools/call", new JsonObject().put("name", "quarkus-quotawatch_" + method)
                .put("arguments", new JsonObject())).getJsonArray("content");
        return new JsonObject(content.getJsonObject(0).getString("text"));
    }

    private static JsonObject request(String method, JsonObject parameters) throws Exception {
        JsonObject message = new JsonObject().put("jsonrpc", "2.0").put("id", 1).put("method", method)
                .put("params", parameters);
        String response = HttpClient.newHttpClient().send(HttpRequest
                .newBuilder(URI.create("http://localhost:" + PORT + "/q/dev-mcp"))
                .header("Content-Type", "application/json").header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(message.encode())).build(), BodyHandlers.ofString()).body();
        JsonObject result = new JsonObject(response).getJsonObject("result");
        assertThat(result).as(response).isNotNull();
        return result;
    }
}
