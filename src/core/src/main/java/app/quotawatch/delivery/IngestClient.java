package app.quotawatch.delivery;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * Sends batches to the ingest, one at a time. The HTTP client is created when it is first needed, and may be closed and created
 * again. Redirects are not followed: they would send the key elsewhere.
 */
final class IngestClient {

    private final URI endpoint;
    private final ResponseReader reader;
    private @Nullable HttpConnection connection;
    private volatile @Nullable CompletableFuture<?> inProgress;
    private volatile boolean abortedForGood;

    IngestClient(URI ingestUrl, ResponseReader reader) {
        this.endpoint = URI.create(ingestUrl + "/v1/ingest");
        this.reader = reader;
    }

    /** Creates the HTTP client if there is none and returns it; on a cold JVM this takes longer than a request. */
    HttpConnection open() {
        HttpConnection open = connection;
        if (open == null) {
            open = HttpConnection.open();
            connection = open;
        }
        return open;
    }

    /** Sends a batch and waits for the whole response, at most for the timeout. */
    AttemptResult send(Batch batch, Duration timeout) {
        try {
            HttpRequest request = HttpRequest.newBuilder(endpoint)
                    .timeout(timeout)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", batch.id().toString())
                    .POST(HttpRequest.BodyPublishers.ofByteArray(batch.body()))
                    .build();
            // the request's own timeout covers the response's headers only; a body that trickles in must end too
            CompletableFuture<HttpResponse<byte[]>> sent = open().client().sendAsync(request,
                    BoundedBody.handler());
            inProgress = sent;
            if (abortedForGood) {
                abort();
            }
            return reader.read(sent.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            abort();
            return AttemptResult.noResponse("no response within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            return reader.failure(e.getCause());
        } catch (CancellationException e) {
            return AttemptResult.noResponse("aborted at shutdown");
        } catch (InterruptedException e) {
            abort();
            Thread.currentThread().interrupt();
            return AttemptResult.noResponse("interrupted");
        } finally {
            inProgress = null;
        }
    }

    /** Aborts the attempt that another thread waits for, if there is one, and every later one. */
    void abortForGood() {
        abortedForGood = true;
        abort();
    }

    private void abort() {
        CompletableFuture<?> attempt = inProgress;
        if (attempt != null) {
            attempt.cancel(true);
        }
    }

    void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
