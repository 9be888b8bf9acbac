package app.quotawatch.tck.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

/** Talks to an ingest over real HTTP. */
public final class Client {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI origin;

    /** Creates a client of the ingest with this origin. */
    public Client(URI origin) {
        this.origin = origin;
    }

    /** Sends a batch; headers are names and values in turn. */
    public HttpResponse<String> post(String body, String... headers) {
        return send(ingest(BodyPublishers.ofString(body), "application/json", headers));
    }

    public HttpResponse<String> post(BodyPublisher body) {
        return send(ingest(body, "application/json"));
    }

    public HttpResponse<String> postAs(String contentType, String body) {
        return send(ingest(BodyPublishers.ofString(body), contentType));
    }

    private HttpRequest ingest(BodyPublisher body, String contentType, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(origin.resolve("/v1/ingest"))
                .header("Content-Type", contentType).POST(body);
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    public HttpResponse<String> send(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(origin.resolve(path)).method(method,
                BodyPublishers.noBody());
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    public JsonObject json(String path) {
        return json(get(path));
    }

    public static JsonObject json(HttpResponse<String> response) {
        return parse(response.body());
    }

    /** Parses the body of a response that was read byte by byte. */
    public static JsonObject jsonOfRaw(String response) {
        return parse(response.substring(response.indexOf("\r\n\r\n")));
    }

    private static JsonObject parse(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }

    public InputStream stream() {
        try {
            HttpRequest request = HttpRequest.newBuilder(origin.resolve("/v1/stream")).build();
            return HTTP.send(request, BodyHandlers.ofInputStream()).body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends bytes as they are, for requests that an HTTP client does not send, and reads until the peer closes. */
    public String raw(String request) {
        try (Socket socket = new Socket(origin.getHost(), origin.getPort())) {
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            } catch (IOException closed) {
                // the response may have come before the whole request was read
            }
            return readUntilClosed(socket.getInputStream());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String readUntilClosed(InputStream in) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            in.transferTo(read);
        } catch (IOException reset) {
            // a way to close
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
