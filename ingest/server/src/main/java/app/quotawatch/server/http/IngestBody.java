package app.quotawatch.server.http;

import app.quotawatch.ingest.wire.BatchReader;
import app.quotawatch.ingest.wire.HttpProblem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** The body of a request while it arrives. Used by the connection's event loop. */
final class IngestBody {

    private final HttpServerRequest request;
    private final BodyMemory memory;
    private final long beganNanos = System.nanoTime();
    private Buffer bytes = Buffer.buffer();
    private volatile boolean arriving = true;

    /** What happens next, once. */
    interface Receiver {

        /** The body is whole. */
        void received(byte[] body);

        /** The body is too large, or there is no memory for it; what follows of it is not for this receiver. */
        void rejected(HttpProblem problem);

        /** The peer is gone. */
        void aborted();
    }

    IngestBody(HttpServerRequest request, BodyMemory memory) {
        this.request = request;
        this.memory = memory;
    }

    void receive(Receiver receiver) {
        request.exceptionHandler(gone -> {
            if (end()) {
                memory.free(this);
                receiver.aborted();
            }
        });
        request.endHandler(whole -> {
            if (end()) {
                byte[] body = bytes.getBytes();
                bytes = Buffer.buffer();
                receiver.received(body);
            }
        });
        request.handler(part -> add(part, receiver));
    }

    private void add(Buffer part, Receiver receiver) {
        if (!arriving) {
            return;
        }
        HttpProblem problem = null;
        if (bytes.length() + part.length() > BatchReader.MAX_BYTES) {
            problem = HttpProblem.tooLarge();
        } else if (!memory.take(this, part.length())) {
            problem = HttpProblem.tooManyRequests("too many batches are in progress", 1);
        }
        if (problem == null) {
            bytes.appendBuffer(part);
        } else {
            end();
            bytes = Buffer.buffer();
            memory.free(this);
            receiver.rejected(problem);
        }
    }

    private boolean end() {
        boolean first = arriving;
        arriving = false;
        return first;
    }

    boolean isArriving() {
        return arriving;
    }

    long beganNanos() {
        return beganNanos;
    }

    /** Makes room for others, from any thread. */
    void disconnect() {
        request.connection().close();
    }
}
