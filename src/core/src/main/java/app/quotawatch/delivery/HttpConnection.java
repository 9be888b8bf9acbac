package app.quotawatch.delivery;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/** An HTTP client and the threads that it runs on, so that nothing of it survives {@link #close()}. */
final class HttpConnection {

    private static final Logger LOGGER = Logger.getLogger(HttpConnection.class.getName());
    private static final int THREADS = 2;

    private final ThreadPoolExecutor threads;
    private @Nullable HttpClient client;

    private HttpConnection(ThreadPoolExecutor threads, HttpClient client) {
        this.threads = threads;
        this.client = client;
    }

    static HttpConnection open() {
        ThreadPoolExecutor threads = threads();
        Thread opener = Thread.currentThread();
        ClassLoader context = opener.getContextClassLoader();
        // the client's selector thread inherits the context class loader, and would prevent an application from being collected
        opener.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(threads);
            SSLContext fallback = fallbackSslContext();
            return new HttpConnection(threads, (fallback == null ? builder : builder.sslContext(fallback)).build());
        } finally {
            opener.setContextClassLoader(context);
        }
    }

    private static ThreadPoolExecutor threads() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(null, task, "quotawatch-http-" + number.incrementAndGet(), 0, false);
                    thread.setDaemon(true);
                    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /* Some servers install a default context that only their own threads can use; then the JDK's certificates are used. */
    private static @Nullable SSLContext fallbackSslContext() {
        try {
            SSLContext.getDefault();
            return null;
        } catch (NoSuchAlgorithmException | RuntimeException unusable) {
            LOGGER.log(Level.FINE,
                    "QuotaWatch cannot use the default SSL context and falls back to the JDK's certificates", unusable);
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, null, null);
                return context;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("TLS is not available", e);
            }
        }
    }

    /**
     * Returns the client.
     *
     * @throws IllegalStateException if it is closed
     */
    HttpClient client() {
        HttpClient open = client;
        if (open == null) {
            throw new IllegalStateException("closed");
        }
        return open;
    }

    void close() {
        // on Java 17 the selector thread ends when the client becomes unreachable; later versions have a method for it
        HttpClient open = client;
        if (open instanceof AutoCloseable) {
            shutdownNow(open);
        }
        client = null;
        threads.shutdown();
    }

    private static void shutdownNow(HttpClient client) {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(client);
        } catch (ReflectiveOperationException e) {
            LOGGER.log(Level.FINE, "QuotaWatch failed to shut down its HTTP client", e);
        }
    }
}
