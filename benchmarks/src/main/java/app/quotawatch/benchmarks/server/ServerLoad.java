package app.quotawatch.benchmarks.server;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import app.quotawatch.tck.fleet.PostgresServer;

/**
 * Sends so many calls per second to the server, for so many seconds, and compares what it accepted with what the database has.
 * Arguments: {@code sqlite} or {@code postgresql}, calls per second, seconds.
 */
public final class ServerLoad {

    private static final int SENDERS = 4;
    private static final int EVENTS = 500;
    private static final int APIS = 20;
    private static final Pattern KEY = Pattern.compile("qw_live_\\w+");

    private final ServerProcess server;
    private final String key;
    private final int perSecond;
    private final int seconds;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());

    private ServerLoad(ServerProcess server, String key, int perSecond, int seconds) {
        this.server = server;
        this.key = key;
        this.perSecond = perSecond;
        this.seconds = seconds;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("server-load");
        boolean postgresql = args[0].equals("postgresql");
        if (postgresql) {
            try (PostgresServer database = PostgresServer.startDurable()) {
                run(args, folder, database.jdbcUrl());
            }
        } else {
            run(args, folder, "jdbc:sqlite:" + folder.resolve("load.db"));
        }
        System.exit(0);
    }

    private static void run(String[] args, Path folder, String url) throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, url)) {
            Matcher created = KEY.matcher(server.command("project", "create", "load"));
            if (!created.find()) {
                throw new IllegalStateException("no key was printed");
            }
            new ServerLoad(server, created.group(), Integer.parseInt(args[1]), Integer.parseInt(args[2]))
                    .run(args[0], url);
        }
    }

    private void run(String name, String url) throws InterruptedException, SQLException {
        double cpuBefore = server.cpuSeconds();
        long start = System.nanoTime();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            int number = i;
            Thread sender = new Thread(() -> send(number, start));
            sender.start();
            senders.add(sender);
        }
        for (Thread sender : senders) {
            sender.join();
        }
        double took = (System.nanoTime() - start) / 1e9;
        List<Double> sorted = millis.stream().sorted().toList();
        System.out.printf(Locale.ROOT,
                "%s: start %.1f s; %.0f calls/s accepted for %.0f s, %d batches not accepted at once; p50 %.1f ms, p99 %.1f ms, "
                        + "slowest %.0f ms; server %.2f cores%n",
                name, server.startSeconds(), accepted.get() / took, took, rejected.get(), at(sorted, 0.5),
                at(sorted, 0.99), at(sorted, 1), (server.cpuSeconds() - cpuBefore) / took);
        check(url);
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share)));
    }

    /* Each sender keeps to its own schedule: a slow response delays what follows, and that counts. */
    private void send(int number, long start) {
        Random random = new Random(number);
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        double interval = 1e9 * EVENTS * SENDERS / perSecond;
        long batches = Math.round(seconds * 1e9 / interval);
        for (long i = 0; i < batches; i++) {
            byte[] body = body(random);
            long due = start + (long) (interval * (i + (double) number / SENDERS));
            sleepUntil(due);
            send(client, body, UUID.randomUUID().toString());
            millis.add((System.nanoTime() - due) / 1e6);
        }
    }

    private void send(HttpClient client, byte[] body, String idempotencyKey) {
        HttpRequest request = HttpRequest.newBuilder(server.uri("/v1/ingest")).timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json").header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofByteArray(body)).build();
        while (true) {
            try {
                HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
                if (response.statusCode() == 202) {
                    accepted.addAndGet(EVENTS);
                    return;
                }
            } catch (IOException again) {
                // sent again, with the same key
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            rejected.incrementAndGet();
            sleepUntil(System.nanoTime() + 100_000_000);
        }
    }

    private static void sleepUntil(long nanoTime) {
        try {
            long nanos = nanoTime - System.nanoTime();
            if (nanos > 0) {
                Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] body(Random random) {
        StringBuilder body = new StringBuilder("{\"projectApiKey\":\"" + key + "\",\"events\":[");
        for (int i = 0; i < EVENTS; i++) {
            body.append(i == 0 ? "" : ",").append("{\"api\":\"api").append(random.nextInt(APIS))
                    .append("\",\"endpoint\":\"/v1/things/").append(random.nextInt(50))
                    .append("\",\"method\":\"GET\",\"status\":").append(random.nextInt(50) == 0 ? 500 : 200)
                    .append(",\"latencyMs\":").append(20 + random.nextInt(200)).append(",\"timestamp\":\"")
                    .append(timestamp()).append("\",\"environment\":\"production\",\"hit429\":false,")
                    .append("\"rateLimitHeaders\":{\"x-ratelimit-limit-requests\":\"5000\",\"x-ratelimit-remaining-requests\":\"")
                    .append(random.nextInt(5000)).append("\",\"x-ratelimit-reset-requests\":\"12ms\"}}");
        }
        return body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String timestamp() {
        String text = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        return text.length() == "2026-05-07T12:00:00Z".length() ? text.replace("Z", ".000Z") : text;
    }

    private void check(String url) throws SQLException {
        String user = url.startsWith("jdbc:postgresql") ? "postgres" : null;
        try (Connection connection = DriverManager.getConnection(url, user, null)) {
            long events = count(connection, "select count(*) from event");
            long minutes = count(connection, "select sum(calls) from minute");
            long days = count(connection, "select sum(calls) from day_count");
            long batches = count(connection, "select sum(events) from batch");
            boolean right = events == accepted.get() && minutes == events && days == events && batches == events;
            System.out.printf("accepted %d = events %d = minutes %d = days %d = batches %d: %s%n", accepted.get(),
                    events,
                    minutes, days, batches, right ? "right" : "WRONG");
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
