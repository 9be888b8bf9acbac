package app.quotawatch.tck.sdks;

import java.io.IOException;

/** An SDK's client, as an application uses it: each method makes one call and returns the word that the provider sent. */
interface SdkClient extends AutoCloseable {

    String call() throws Exception;

    /** Makes the call with the SDK's asynchronous client; only where {@link SdkContract#isAsynchronous}. */
    default String callAsync() throws Exception {
        throw new UnsupportedOperationException();
    }

    /** Makes a call whose response is streamed; only where {@link SdkContract#streamed} has a response. */
    default String stream() throws Exception {
        throw new UnsupportedOperationException();
    }

    @Override
    default void close() throws IOException {
        // most clients hold nothing
    }
}
