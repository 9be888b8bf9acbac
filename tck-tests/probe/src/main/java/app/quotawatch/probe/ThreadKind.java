package app.quotawatch.probe;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

import javax.naming.InitialContext;

/** The threads on which an application makes calls. */
public enum ThreadKind {

    REQUEST {
        @Override
        <T> T call(Callable<T> action) throws Exception {
            return action.call();
        }
    },
    MANAGED_EXECUTOR {
        @Override
        <T> T call(Callable<T> action) throws Exception {
            ExecutorService executor = InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
            return executor.submit(action).get(SECONDS, TimeUnit.SECONDS);
        }
    },
    COMMON_POOL {
        /* On some servers no client can be created on such a thread, because its context class loader is not the application's. */
        @Override
        <T> T make(Callable<T> action) throws Exception {
            return action.call();
        }

        @Override
        <T> T call(Callable<T> action) throws Exception {
            return ForkJoinPool.commonPool().submit(action).get(SECONDS, TimeUnit.SECONDS);
        }
    },
    /** Uses a client first on the request's thread and then on the common pool: two calls. */
    COMMON_POOL_LATER {
        @Override
        <T> T make(Callable<T> action) throws Exception {
            return action.call();
        }

        @Override
        <T> T call(Callable<T> action) throws Exception {
            action.call();
            return COMMON_POOL.call(action);
        }
    };

    private static final int SECONDS = 30;

    <T> T make(Callable<T> action) throws Exception {
        return call(action);
    }

    abstract <T> T call(Callable<T> action) throws Exception;
}
