package app.quotawatch.tck.servers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * What an application's OpenTelemetry exports to, over HTTP and as protobuf. It keeps our metrics and all spans of clients.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/">OTLP</a>
 */
final class OtlpReceiver implements AutoCloseable {

    /** A span of a client. */
    record ClientSpan(String name, Map<String, String> attributes) {

        /** Returns whether it is the span of a call to this path. The attribute with the URL has two names. */
        boolean isOf(String path) {
            String url = attributes.getOrDefault("url.full", attributes.getOrDefault("http.url", ""));
            return path.equals(URI.create(url).getPath());
        }
    }

    private static final String OURS = "quotawatch.";
    private static final int CLIENT = 3;

    private final HttpServer server;
    private final ConcurrentMap<String, Double> points = new ConcurrentHashMap<>();
    private final AtomicInteger exports = new AtomicInteger();
    private final List<ClientSpan> spans = new CopyOnWriteArrayList<>();

    OtlpReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/v1/metrics", exchange -> receive(exchange, this::readMetrics));
        server.createContext("/v1/traces", exchange -> receive(exchange, this::readSpans));
        server.createContext("/", exchange -> receive(exchange, message -> {}));
        server.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Returns the settings of an application that exports to this receiver, as MicroProfile Telemetry reads them. */
    Map<String, String> settings() {
        return Map.of("otel.sdk.disabled", "false",
                "otel.exporter.otlp.endpoint", uri().toString(),
                "otel.exporter.otlp.protocol", "http/protobuf",
                "otel.metrics.exporter", "otlp",
                "otel.traces.exporter", "otlp",
                "otel.logs.exporter", "none",
                "otel.metric.export.interval", "500",
                "otel.bsp.schedule.delay", "200");
    }

    /** Returns the latest value of each series of ours, by its name and attributes; of a histogram or summary, its number of samples. */
    Map<String, Double> points() {
        return new TreeMap<>(points);
    }

    /** Returns how many exports of metrics have arrived. */
    int exports() {
        return exports.get();
    }

    /** Returns the spans of clients. */
    List<ClientSpan> spans() {
        return spans;
    }

    /** Forgets what was exported so far. */
    void forget() {
        points.clear();
        spans.clear();
    }

    private interface Reader {
        void read(Protobuf message);
    }

    private static void receive(HttpExchange exchange, Reader reader) throws IOException {
        try (exchange) {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
                try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
                    sent = in.readAllBytes();
                }
            }
            reader.read(new Protobuf(ByteBuffer.wrap(sent)));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /* The numbers of the fields are those of opentelemetry/proto/metrics/v1/metrics.proto. */
    private void readMetrics(Protobuf request) {
        exports.incrementAndGet();
        for (Protobuf resource : request.messages(1)) {
            for (Protobuf scope : resource.messages(2)) {
                for (Protobuf metric : scope.messages(2)) {
                    String name = metric.text(1);
                    if (name.startsWith(OURS)) {
                        metric.messages(5).forEach(gauge -> readNumbers(name, gauge));
                        metric.messages(7).forEach(sum -> readNumbers(name, sum));
                        metric.messages(9).forEach(histogram -> histogram.messages(1)
                                .forEach(point -> points.put(name + attributes(point, 9), (double) point.number(4))));
                        metric.messages(11).forEach(summary -> summary.messages(1)
                                .forEach(point -> points.put(name + attributes(point, 7), (double) point.number(4))));
                    }
                }
            }
        }
    }

    private void readNumbers(String name, Protobuf data) {
        data.messages(1).forEach(point -> points.put(name + attributes(point, 7),
                point.has(4) ? point.decimal(4) : (double) point.number(6)));
    }

    /* The numbers of the fields are those of opentelemetry/proto/trace/v1/trace.proto. */
    private void readSpans(Protobuf request) {
        for (Protobuf resource : request.messages(1)) {
            for (Protobuf scope : resource.messages(2)) {
                for (Protobuf span : scope.messages(2)) {
                    if (span.number(6) == CLIENT) {
                        spans.add(new ClientSpan(span.text(5), attributes(span, 9)));
                    }
                }
            }
        }
    }

    private static Map<String, String> attributes(Protobuf message, int field) {
        Map<String, String> attributes = new TreeMap<>();
        for (Protobuf attribute : message.messages(field)) {
            attributes.put(attribute.text(1), attribute.messages(2).stream().map(OtlpReceiver::value).findFirst()
                    .orElse(""));
        }
        return attributes;
    }

    private static String value(Protobuf value) {
        if (value.has(1)) {
            return value.text(1);
        }
        return value.has(4) ? String.valueOf(value.decimal(4)) : String.valueOf(value.number(3));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
