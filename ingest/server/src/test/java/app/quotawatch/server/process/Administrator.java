package app.quotawatch.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Someone with the admin token of a server, who uses its HTTP interface. */
final class Administrator {

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServerProcess server;

    Administrator(ServerProcess server) {
        this.server = server;
    }

    /** Creates something, and returns the server's response. */
    JsonObject create(String path, JsonObject created) throws Exception {
        return new JsonObject(send("POST", path, created.encode(), 201));
    }

    void replace(String path, JsonArray content) throws Exception {
        send("PUT", path, content.encode(), 204);
    }

    JsonArray list(String path) throws Exception {
        return new JsonArray(send("GET", path, "", 200));
    }

    /** Returns what the server shows to Prometheus, who needs no token. */
    String metrics() throws Exception {
        return send(HttpRequest.newBuilder(server.managementUri("/q/metrics")).build(), 200);
    }

    private String send(String method, String path, String body, int status) throws Exception {
        URI uri = server.uri(path);
        return send(HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + ServerProcess.ADMIN_TOKEN)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build(), status);
    }

    private String send(HttpRequest request, int status) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return response.body();
    }
}
