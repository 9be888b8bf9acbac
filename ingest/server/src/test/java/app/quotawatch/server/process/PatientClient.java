package app.quotawatch.server.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends each batch until it is accepted, with the same key, to one server after the other. */
final class PatientClient implements Runnable {

    /** The calls of a batch, and how many APIs they belong to. */
    static final int EVENTS = 100;
    static final int APIS = 7;

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String name;
    private final String key;
    private final List<URI> servers;
    private final int batches;
    private final AtomicInteger accepted;
    private final AtomicInteger failed;

    PatientClient(String name, String key, List<URI> servers, int batches, AtomicInteger accepted,
            AtomicInteger failed) {
        this.name = name;
        this.key = key;
        this.servers = servers;
        this.batches = batches;
        this.accepted = accepted;
        this.failed = failed;
    }

    @Override
    public void run() {
        int server = 0;
        for (int i = 0; i < batches; i++) {
            String body = body();
            while (!isAccepted(servers.get(server % servers.size()), name + "-" + i, body)) {
                failed.incrementAndGet();
                server++;
            }
            accepted.incrementAndGet();
        }
    }

    private boolean isAccepted(URI server, String idempotencyKey, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(server).timeout(Duration.ofSeconds(10))
                    .header("Content-Type", "application/json").header("Idempotency-Key", idempotencyKey)
                    .POST(HttpRequest.BodyPublishers.ofString(body)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 202;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String body() {
        StringBuilder body = new StringBuilder("{\"projectApiKey\":\"" + key + "\",\"events\":[");
        for (int i = 0; i < EVENTS; i++) {
            body.append(i == 0 ? "" : ",").append("{\"api\":\"api").append(i % APIS).append("\",\"endpoint\":\"/v1/")
                    .append(i % 9)
                    .append("\",\"method\":\"GET\",\"status\":200,\"latencyMs\":").append(i).append(",\"timestamp\":\"")
                    .append(timestamp())
                    .append("\",\"environment\":\"production\",\"hit429\":false,\"rateLimitHeaders\":{}}");
        }
        return body.append("]}").toString();
    }

    /* With three decimals, even where they are zero. */
    private static String timestamp() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return now.getNano() == 0 ? now.toString().replace("Z", ".000Z") : now.toString();
    }
}
