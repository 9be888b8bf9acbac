package app.quotawatch.tck.http;

import java.io.IOException;

/** A client as an application holds it. */
public interface ClientUnderTest extends AutoCloseable {

    /** Makes a call and returns when its headers have arrived; throws what the client throws. */
    HttpResult call(HttpCall call) throws Exception;

    /** Begins a call that can be cancelled. Only with {@link Ability#CANCEL}. */
    default Started start(HttpCall call) {
        throw new UnsupportedOperationException();
    }

    /** Closes the client and releases what it holds. A second call does nothing. */
    @Override
    void close() throws IOException;

    /** A call in progress. */
    interface Started {

        /** Cancels the call as an application does. */
        void cancel();

        /** Waits for the call; throws what the client throws. */
        HttpResult await() throws Exception;
    }
}
