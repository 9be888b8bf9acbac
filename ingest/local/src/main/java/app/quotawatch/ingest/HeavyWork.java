package app.quotawatch.ingest;

import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Work that costs a multiple of a body on the heap: reading a batch, writing a response. Only two at a time, whatever
 * the number of connections. Nobody waits for a peer meanwhile, so the wait is short.
 */
final class HeavyWork {

    private static final int PARALLEL = 2;

    private final Semaphore permits = new Semaphore(PARALLEL, true);

    interface Task<T> {

        T run() throws IOException;
    }

    <T> T run(Task<T> task) throws IOException {
        permits.acquireUninterruptibly();
        try {
            return task.run();
        } finally {
            permits.release();
        }
    }
}
