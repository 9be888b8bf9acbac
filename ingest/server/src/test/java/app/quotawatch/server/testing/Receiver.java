package app.quotawatch.server.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

/** Somebody else's server, which knows of the sender only what the documentation promises. */
public final class Receiver implements AutoCloseable {

    public record Message(String path, String host, String event, String delivery, String body, boolean signed,
            boolean standard,
            String userAgent) {}

    public final List<Message> messages = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String secret = "";
    private volatile HttpHandler response;

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        respond(204);
        server.createContext("/", this::receive);
        server.setExecutor(threads);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hook?team=shop";
    }

    public void expect(String sharedSecret) {
        secret = sharedSecret;
    }

    public void respond(int status) {
        response = exchange -> exchange.sendResponseHeaders(status, -1);
    }

    public void redirect(String location) {
        response = exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(307, -1);
        };
    }

    public void hang() {
        response = exchange -> await();
    }

    public void respondWithoutEnd() {
        response = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            while (closed.getCount() > 0) {
                body.write(new byte[8192]);
            }
        };
    }

    public void respondAndHang() {
        response = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            await();
        };
    }

    private void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String id = header(exchange, "webhook-id");
        messages.add(new Message(exchange.getRequestURI().toString(), header(exchange, "Host"),
                header(exchange, "X-QuotaWatch-Event"), header(exchange, "X-QuotaWatch-Delivery"),
                new String(body, StandardCharsets.UTF_8), isSigned(exchange, body), isStandard(exchange, id, body),
                header(exchange, "User-Agent")));
        try {
            response.handle(exchange);
        } finally {
            exchange.close();
        }
    }

    private boolean isSigned(HttpExchange exchange, byte[] body) {
        StringBuilder hex = new StringBuilder("sha256=");
        for (byte b : hmac(secret.getBytes(StandardCharsets.UTF_8), body)) {
            hex.append(String.format("%02x", b));
        }
        return hex.toString().equals(header(exchange, "X-QuotaWatch-Signature"));
    }

    private boolean isStandard(HttpExchange exchange, String id, byte[] body) {
        byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
        String signed = id + "." + header(exchange, "webhook-timestamp") + "."
                + new String(body, StandardCharsets.UTF_8);
        return ("v1," + Base64.getEncoder().encodeToString(hmac(key, signed.getBytes(StandardCharsets.UTF_8))))
                .equals(header(exchange, "webhook-signature")) && id.equals(header(exchange, "X-QuotaWatch-Delivery"));
    }

    private static byte[] hmac(byte[] key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
            return mac.doFinal(bytes);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
