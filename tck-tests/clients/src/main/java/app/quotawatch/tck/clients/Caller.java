package app.quotawatch.tck.clients;

import java.util.concurrent.Callable;

/** The application that makes a call: whose beans they are, and on which of its threads what is done. */
public interface Caller {

    /** Returns a bean. */
    <T> T bean(Class<T> type);

    /** Makes a client, on the thread on which the application makes clients. */
    default <T> T make(Callable<T> action) {
        return call(action);
    }

    /** Makes a call, on the thread on which the application makes calls. */
    <T> T call(Callable<T> action);
}
