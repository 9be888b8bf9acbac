package app.quotawatch.delivery;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;

import app.quotawatch.http.HttpSender;

/** Sends batches to the ingest, one at a time, and never throws: whatever happens is the result of the attempt. */
final class IngestClient {

    private final HttpSender sender;
    private final ResponseReader reader;

    IngestClient(URI ingestUrl, ResponseReader reader) {
        this.sender = new HttpSender(URI.create(ingestUrl + "/v1/ingest"));
        this.reader = reader;
    }

    /** Loads what an attempt needs, unless that was done before; on a cold JVM this takes longer than the attempt. */
    void prepare() {
        sender.prepare();
    }

    /** Sends a batch and waits for the whole response, at most for the timeout. */
    AttemptResult send(Batch batch, Duration timeout) {
        try {
            return reader.read(sender.post(batch.id(), batch.drops().header(), batch.body(), timeout.toNanos()));
        } catch (SocketTimeoutException e) {
            return AttemptResult.noResponse("no response within " + timeout.toMillis() + " ms");
        } catch (ClosedByInterruptException e) { // the thread is still interrupted
            return AttemptResult.noResponse(AttemptResult.INTERRUPTED);
        } catch (AsynchronousCloseException e) {
            return AttemptResult.noResponse("aborted at shutdown");
        } catch (IOException | RuntimeException | Error e) { // such as an OutOfMemoryError: the next attempt may succeed
            return reader.failure(e);
        }
    }

    /** Aborts the attempt that another thread waits for, if there is one, and every later one. */
    void abortForGood() {
        sender.abort();
    }

    /** Closes the kept connection if no request can use it any more. */
    void closeIfStale() {
        sender.closeIfStale();
    }

    void close() {
        sender.close();
    }

    @Override
    public String toString() {
        return sender.toString();
    }
}
