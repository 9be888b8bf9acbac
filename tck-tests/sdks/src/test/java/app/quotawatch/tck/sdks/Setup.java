package app.quotawatch.tck.sdks;

import java.net.URI;
import java.time.Duration;

/**
 * How an SDK's client is built for a test.
 *
 * @param observed whether QuotaWatch is hooked into it
 * @param provider the provider's URL, without a path
 * @param retries how often it repeats a call
 * @param timeout how long it waits for a response
 */
record Setup(boolean observed, URI provider, int retries, Duration timeout) {

    int timeoutMillis() {
        return (int) timeout.toMillis();
    }
}
