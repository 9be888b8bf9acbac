package app.quotawatch.quarkus.sdks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import app.quotawatch.testing.faults.Fault;
import app.quotawatch.testing.faults.FaultyServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * A provider that sends prepared responses, one after another, and the last one from then on. It exposes only JDK types to the
 * tests, whose class loader differs: a response is named by its file, {@link #REJECTION} or {@link #SILENCE}.
 */
public final class Provider implements QuarkusTestResourceLifecycleManager {

    static final String REJECTION = "429";
    static final String SILENCE = "none";

    private final Queue<Fault> next = new ConcurrentLinkedQueue<>();
    private FaultyServer server;

    /** Created by Quarkus. */
    public Provider() {}

    @Override
    public Map<String, String> start() {
        server = FaultyServer.start(connection -> {
            Fault fault = next.size() > 1 ? next.poll() : next.peek();
            fault.serve(connection);
        }, request -> {});
        return Map.of("provider.url", server.url().toString(),
                "quotawatch.apis.provider.base-url", server.url().toString());
    }

    @Override
    public void inject(TestInjector injector) {
        Consumer<List<String>> send = this::send;
        IntSupplier requests = server::requests;
        injector.injectIntoFields(send, new TestInjector.MatchesType(Consumer.class));
        injector.injectIntoFields(requests, new TestInjector.MatchesType(IntSupplier.class));
    }

    private void send(List<String> responses) {
        next.clear();
        for (String response : responses) {
            next.add(switch (response) {
                case REJECTION -> response("429 Too Many Requests", "application/json", "{}");
                case SILENCE -> connection -> {
                    connection.read();
                    connection.hold();
                };
                default -> response("200 OK", type(response), file(response));
            });
        }
    }

    private static String type(String file) {
        return switch (file.substring(file.indexOf('.'))) {
            case ".txt" -> "text/event-stream";
            case ".xml" -> "application/xml";
            default -> "application/json";
        };
    }

    private static String file(String name) {
        try (InputStream in = Provider.class.getResourceAsStream("/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fault response(String status, String type, String body) {
        return connection -> {
            connection.read();
            connection.write("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: "
                    + body.length() + "\r\nX-RateLimit-Limit: 100\r\nX-RateLimit-Remaining: 41\r\n"
                    + "X-RateLimit-Reset: 30\r\nRetry-After: 0\r\n\r\n" + body);
        };
    }

    @Override
    public void stop() {
        server.close();
    }
}
