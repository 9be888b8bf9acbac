package app.quotawatch.server.http;

import java.util.concurrent.TimeUnit;

import app.quotawatch.ingest.wire.BatchReader;
import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.server.rest.ProblemResponse;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** An error response to a request whose body may not have been read yet. */
final class Rejection {

    /*
     * A client that is still sending when its connection is closed sees a reset instead of the response. So what it sends is read
     * and discarded: a body of a usual size to its end, so that the connection can be used again; otherwise for a moment.
     */
    private static final int MAX_DISCARDED_BYTES = 16 * 1024 * 1024;
    private static final long LINGER_MILLIS = TimeUnit.SECONDS.toMillis(2);

    private final HttpServerRequest request;
    private int discarded;

    private Rejection(HttpServerRequest request) {
        this.request = request;
    }

    static void send(RoutingContext context, HttpProblem problem) {
        HttpServerRequest request = context.request();
        if (!Guard.hasBody(request)) {
            ProblemResponse.end(context.response(), problem);
        } else if (hasUsualBody(request)) {
            ProblemResponse.end(context.response(), problem);
            request.handler(discarded -> {});
        } else {
            context.response().putHeader("Connection", "close");
            ProblemResponse.end(context.response(), problem);
            new Rejection(request).linger(context.vertx());
        }
    }

    /* Whoever expects a permission to send the body will not send it now. */
    private static boolean hasUsualBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length != null && length.length() <= 7 && Integer.parseInt(length) <= BatchReader.MAX_BYTES
                && !request.headers().contains("Expect");
    }

    private void linger(Vertx vertx) {
        long timer = vertx.setTimer(LINGER_MILLIS, late -> close());
        request.connection().closeHandler(closed -> vertx.cancelTimer(timer));
        request.exceptionHandler(gone -> close());
        request.endHandler(whole -> close());
        request.handler(this::discard);
    }

    private void discard(Buffer bytes) {
        discarded += bytes.length();
        if (discarded > MAX_DISCARDED_BYTES) {
            close();
        }
    }

    private void close() {
        request.connection().close();
    }
}
