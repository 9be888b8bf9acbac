package app.quotawatch.tck.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import app.quotawatch.tck.clients.ClientKind;

/** A deployed probe application, controlled over HTTP. */
final class Probe {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI application;

    Probe(URI application) {
        this.application = application;
    }

    /** Makes calls, and returns the last response that the application received. */
    String call(ClientKind kind, String thread, URI api, String id, int times) {
        return get("call?kind=" + kind + "&thread=" + thread + "&id=" + id + "&times=" + times + "&api="
                + URLEncoder.encode(api.toString(), StandardCharsets.UTF_8));
    }

    /** Makes calls on the thread of the request, with a client that every server has. */
    void load(URI api, String id, int times) {
        String response = call(ClientKind.PLAIN_NEW_CLIENT, "REQUEST", api, id, times);
        if (!response.equals("ok")) {
            throw new AssertionError(response);
        }
    }

    /** Makes a call with Jakarta REST only. */
    String plain(URI api, String id) {
        return get("plain?id=" + id + "&api=" + URLEncoder.encode(api.toString(), StandardCharsets.UTF_8));
    }

    /** Makes a call with a secret in every part, and returns its status. */
    String callWithSecrets(URI api, String id) {
        return get("plain/secret?id=" + id + "&api=" + URLEncoder.encode(api.toString(), StandardCharsets.UTF_8));
    }

    String flush() {
        return get("watch/flush");
    }

    String stats() {
        return get("watch/stats");
    }

    /** Returns endpoint, kind and whether the duration is known of each call that received no response. */
    List<String> failures() {
        return get("watch/failures").lines().toList();
    }

    /** Returns the quotas, as the server writes them as JSON. */
    String quotas() {
        return get("watch/quotas");
    }

    void record(String api) {
        get("watch/record?api=" + api);
    }

    /** Returns the names of the threads that execute this package or class. */
    List<String> threadsIn(String prefix) {
        return get("state/threads?in=" + prefix).lines().toList();
    }

    /** Occupies this many threads of the server at once, or all of them if there are fewer. */
    void occupy(int threads) {
        List<CompletableFuture<HttpResponse<String>>> responses = Stream
                .generate(() -> HTTP.sendAsync(request("state/together?requests=" + threads),
                        HttpResponse.BodyHandlers.ofString()))
                .limit(threads).toList();
        responses.forEach(CompletableFuture::join);
    }

    boolean isUp() {
        try {
            return send("state").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private String get(String path) {
        HttpResponse<String> response = send(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(application + "/probe/" + path)).timeout(Duration.ofSeconds(60))
                .build();
    }

    /** Returns what a page of the server responds, whatever its status. */
    static String read(URI page) {
        return send(HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(60)).build()).body();
    }

    private HttpResponse<String> send(String path) {
        return send(request(path));
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
