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

/**
 * Sends batches to the ingest, one at a time. The HTTP client is made when it is first needed, and can be closed and made anew.
 * Redirects are not followed: they would carry the key elsewhere.
 */
final class IngestClient {

    private final URI endpoint;
    private final AnswerReader answers;
    private HttpConnection connection;
    private volatile CompletableFuture<?> underWay;
    private volatile boolean abortedForGood;

    IngestClient(URI ingestUrl, AnswerReader answers) {
        this.endpoint = URI.create(ingestUrl + "/v1/ingest");
        this.answers = answers;
    }

    /** Makes the HTTP client, if there is none; on a cold JVM that takes longer than a request. */
    void open() {
        if (connection == null) {
            connection = HttpConnection.open();
        }
    }

    /** Sends a batch and waits for the whole answer, at most for the timeout. The client is open. */
    Answer send(Batch batch, Duration timeout) {
        try {
            HttpRequest request = HttpRequest.newBuilder(endpoint)
                    .timeout(timeout)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", batch.id().toString())
                    .POST(HttpRequest.BodyPublishers.ofByteArray(batch.body()))
                    .build();
            // the request's own timeout ends with the answer's headers; a body that drips in must end too
            CompletableFuture<HttpResponse<byte[]>> sent = connection.client().sendAsync(request,
                    BoundedBody.handler());
            underWay = sent;
            if (abortedForGood) {
                abort();
            }
            return answers.read(sent.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            abort();
            return Answer.noAnswer("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            return answers.none(e.getCause());
        } catch (CancellationException e) {
            return Answer.noAnswer("given up at shutdown");
        } catch (InterruptedException e) {
            abort();
            Thread.currentThread().interrupt();
            return Answer.noAnswer("interrupted");
        } finally {
            underWay = null;
        }
    }

    /** Ends the attempt that another thread waits for, if there is one, and every later one. */
    void abortForGood() {
        abortedForGood = true;
        abort();
    }

    private void abort() {
        CompletableFuture<?> attempt = underWay;
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
