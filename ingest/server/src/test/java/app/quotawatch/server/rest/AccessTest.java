package app.quotawatch.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** Who may administer the server: those who have a token, with scripts or signed in with a browser. */
@QuarkusTest
@TestProfile(AdminFixture.WithToken.class)
class AccessTest extends AdminFixture {

    @Test
    void signIn_opensASessionThatABrowserKeeps() throws Exception {
        HttpResponse<String> signIn = send("POST", "/admin/session", "{\"token\":\"" + TOKEN + "\"}", "Content-Type",
                "application/json; charset=utf-8");

        assertThat(signIn.statusCode()).isEqualTo(204);
        String cookie = signIn.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).matches("qw_session=[0-9A-Za-z]{32};.*").contains("HttpOnly").contains("SameSite=Strict")
                .contains("Path=/").contains("Max-Age=43200").doesNotContain("Secure");
        String session = cookie.substring(0, cookie.indexOf(';'));
        assertThat(send("GET", "/admin/session", null, "Cookie", session).statusCode()).isEqualTo(204);
        assertThat(send("GET", "/admin/projects", null, "Cookie", session).statusCode()).isEqualTo(200);

        HttpResponse<String> signOut = send("DELETE", "/admin/session", null, "Cookie", session);

        assertThat(signOut.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("qw_session=;")
                .contains("Max-Age=0");
        assertThat(send("GET", "/admin/session", null, "Cookie", session).statusCode()).isEqualTo(401);
        assertThat(send("GET", "/admin/projects", null, "Cookie", session).statusCode()).isEqualTo(401);
    }

    @Test
    void signIn_isRejectedInOneForm() throws Exception {
        HttpResponse<String> wrong = send("POST", "/admin/session", "{\"token\":\"wrong\"}", "Content-Type",
                "application/json");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body())
                .isEqualTo("{\"error\":\"Unauthorized\",\"message\":\"token: is not a valid admin token\"}");
        assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(wrong.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(send("GET", "/admin/session", null).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/projects", "/admin/projects/1/limits", "/admin/projects/1/webhooks",
            "/admin/webhooks/1/deliveries", "/admin/session/", "/admin/nothing", "/admin", "/v1/summary",
            "/v1/ingest/x", "/v1",
            "//admin/projects", "/admin//projects", "/x/../admin/projects", "/%61dmin/projects", "/admin/%70rojects",
            "/./admin/projects", "/v1/ingest/../../admin/projects", "/admin/session/../projects"})
    void path_isProtectedInEverySpelling(String path) throws Exception {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 401 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin;x/projects", "/admin/projects;x", ";/admin/projects", "/;x/admin/projects",
            "/admin/session;/../projects", "/v1/ingest;x/../../admin/projects", "/v1/ingest%3b/../../admin/projects"})
    void path_withParameters_leadsNowhere(String path) throws Exception {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .containsPattern("^HTTP/1.1 (400|401|404) ");
    }

    @Test
    void guesses_areBoundedForTheirAddressAndHurtNobodyElse() throws Exception {
        String session = send("POST", "/admin/session", "{\"token\":\"" + TOKEN + "\"}", "Content-Type",
                "application/json")
                .headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        String guesser = "127.0.0.2";
        String read = "GET /admin/projects HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        for (int i = 0; i < 5; i++) {
            assertThat(raw(guesser, signIn("wrong"))).startsWith("HTTP/1.1 401 ");
            assertThat(raw(guesser, read + "Authorization: Bearer wrong\r\n\r\n")).startsWith("HTTP/1.1 401 ");
        }

        assertThat(raw(guesser, signIn(TOKEN))).startsWith("HTTP/1.1 429 ").containsIgnoringCase("retry-after: 60");
        assertThat(raw(guesser, read + "Authorization: Bearer wrong\r\n\r\n")).startsWith("HTTP/1.1 429 ");
        assertThat(raw(guesser, read + "Cookie: " + session + "\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        assertThat(admin("GET", "/admin/projects", null).statusCode()).isEqualTo(200);
    }

    private static String signIn(String token) {
        String body = "{\"token\":\"" + token + "\"}";
        return "POST /admin/session HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private String raw(String request) throws IOException {
        return raw("127.0.0.1", request);
    }

    private String raw(String sender, String request) throws IOException {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort(), InetAddress.getByName(sender), 0)) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    @Test
    void change_requiresJson() throws Exception {
        for (String type : List.of("application/x-www-form-urlencoded", "text/plain", "multipart/form-data",
                "text/plain; application/json")) {
            for (String path : List.of("/admin/projects", "/admin/session", "/admin/webhooks/1/test",
                    "/admin/projects/1/keys")) {
                HttpResponse<String> response = send("POST", path, "{\"name\":\"x\",\"token\":\"" + TOKEN + "\"}",
                        "Authorization",
                        "Bearer " + TOKEN, "Content-Type", type);

                assertThat(response.statusCode()).as(type + path).isEqualTo(415);
            }
        }
        assertThat(send("POST", "/admin/projects/1/keys", null, "Authorization", "Bearer " + TOKEN).statusCode())
                .isEqualTo(415);
    }
}
