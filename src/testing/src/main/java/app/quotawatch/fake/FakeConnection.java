package app.quotawatch.fake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** One connection and its requests, one after the other, until either side closes it. */
final class FakeConnection implements Runnable {

    private static final int IDLE_MILLIS = 60_000;
    private static final Map<Integer, String> REASONS = Map.of(200, "OK", 307, "Temporary Redirect", 400, "Bad Request",
            403, "Forbidden", 404, "Not Found", 429, "Too Many Requests", 500, "Internal Server Error", 503,
            "Service Unavailable", 529, "Overloaded");

    private final Socket socket;
    private final Function<FakeRequest, FakeResponse> responder;
    private final CountDownLatch closed;
    private final Consumer<FakeConnection> atEnd;
    private volatile @Nullable Thread thread;

    FakeConnection(Socket socket, Function<FakeRequest, FakeResponse> responder, CountDownLatch closed,
            Consumer<FakeConnection> atEnd) {
        this.socket = socket;
        this.responder = responder;
        this.closed = closed;
        this.atEnd = atEnd;
    }

    void start(Thread thread) {
        this.thread = thread;
        thread.start();
    }

    Thread thread() {
        return Objects.requireNonNull(thread);
    }

    @Override
    public void run() {
        try (socket) {
            socket.setSoTimeout(IDLE_MILLIS);
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            boolean open = true;
            while (open) {
                RequestReader reader = new RequestReader(in, out);
                FakeRequest request = reader.read();
                open = request != null && respond(request, out) && reader.keepsAlive();
            }
        } catch (MalformedRequestException e) {
            // no client of HTTP; the connection is closed
        } catch (IOException e) {
            // the client is gone, or this provider is closed
        } finally {
            atEnd.accept(this);
        }
    }

    private boolean respond(FakeRequest request, OutputStream out) throws IOException {
        FakeResponse response = response(request);
        Reply reply = response.reply();
        if (reply != null && !isClosedWithin(response.delay())) {
            write(reply, request.method().equals("HEAD"), out);
            return true;
        }
        if (response.kind() == FakeOutcome.Kind.RESET) {
            socket.setSoLinger(true, 0);
        } else if (response.kind() == FakeOutcome.Kind.TIMEOUT) {
            awaitClient();
        }
        return false;
    }

    private FakeResponse response(FakeRequest request) {
        try {
            return responder.apply(request);
        } catch (RuntimeException e) {
            // of a script or of content: the test is to see it
            return FakeResponse.of(new Reply(500, "{\"fake\":" + Json.quote(e.toString()) + "}"), Duration.ZERO);
        }
    }

    private boolean isClosedWithin(Duration delay) {
        try {
            return !delay.isZero() && closed.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /* Until the client closes the connection, or close() does. */
    private void awaitClient() throws IOException {
        socket.setSoTimeout(0);
        InputStream in = socket.getInputStream();
        int read = in.read();
        while (read >= 0) {
            read = in.read();
        }
    }

    private static void write(Reply reply, boolean head, OutputStream out) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder("HTTP/1.1 ").append(reply.status()).append(' ')
                .append(REASONS.getOrDefault(reply.status(), "Status")).append("\r\n");
        reply.headers().forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        text.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        byte[] start = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + (head ? 0 : body.length)];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, all.length - start.length);
        out.write(all);
        out.flush();
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // closed all the same
        }
    }
}
