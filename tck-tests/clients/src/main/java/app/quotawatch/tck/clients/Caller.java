package app.quotawatch.tck.clients;

import java.util.concurrent.Callable;

/** The application that makes a call: provides its beans and runs actions on its threads. */
public interface Caller {

    /** Returns a bean. */
    <T> T bean(Class<T> type);

    /** Creates a client, on the thread on which the application creates clients. */
    default <T> T make(Callable<T> action) {
        return call(action);
    }

    /** Makes a call, on the thread on which the application makes calls. */
    <T> T call(Callable<T> action);
}
