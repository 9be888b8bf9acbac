package app.quotawatch.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;

import app.quotawatch.server.http.OnSqlite;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.json.JsonObject;

/** A server with an admin token, and requests to it. */
abstract class AdminFixture {

    static final String TOKEN = "an-admin-token-that-is-configured";

    final HttpClient client = HttpClient.newHttpClient();

    @TestHTTPResource
    URI uri;

    public static class WithToken extends OnSqlite {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> config = super.getConfigOverrides();
            config.put("quotawatch.server.admin-token", TOKEN);
            config.put("quotawatch.server.allow-private-webhooks", "true");
            return config;
        }
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri.resolve(path)).method(method,
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> admin(String method, String path, String body) throws Exception {
        return send(method, path, body, "Authorization", "Bearer " + TOKEN, "Content-Type", "application/json");
    }

    JsonObject created(String path, String body) throws Exception {
        HttpResponse<String> response = admin("POST", path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return new JsonObject(response.body());
    }

    int project() throws Exception {
        return created("/admin/projects", "{\"name\":\"" + UUID.randomUUID() + "\"}").getInteger("id");
    }

    static String message(HttpResponse<String> response) {
        return new JsonObject(response.body()).getString("message");
    }
}
