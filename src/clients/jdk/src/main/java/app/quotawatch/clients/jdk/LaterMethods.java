package app.quotawatch.clients.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** The methods that {@link HttpClient} and its builder have on later versions of Java only: 21, and 19 for the builder. */
final class LaterMethods {

    private static final @Nullable MethodHandle CLOSE = find(HttpClient.class, "close", void.class);
    private static final @Nullable MethodHandle SHUTDOWN = find(HttpClient.class, "shutdown", void.class);
    private static final @Nullable MethodHandle SHUTDOWN_NOW = find(HttpClient.class, "shutdownNow", void.class);
    private static final @Nullable MethodHandle AWAIT = find(HttpClient.class, "awaitTermination",
            boolean.class, Duration.class);
    private static final @Nullable MethodHandle IS_TERMINATED = find(HttpClient.class, "isTerminated", boolean.class);
    private static final @Nullable MethodHandle LOCAL_ADDRESS = find(HttpClient.Builder.class, "localAddress",
            HttpClient.Builder.class, InetAddress.class);

    private LaterMethods() {}

    static void close(HttpClient client) {
        try {
            present(CLOSE).invokeExact(client);
        } catch (Throwable thrown) {
            throw unchecked(thrown);
        }
    }

    static void shutdown(HttpClient client) {
        try {
            present(SHUTDOWN).invokeExact(client);
        } catch (Throwable thrown) {
            throw unchecked(thrown);
        }
    }

    static void shutdownNow(HttpClient client) {
        try {
            present(SHUTDOWN_NOW).invokeExact(client);
        } catch (Throwable thrown) {
            throw unchecked(thrown);
        }
    }

    static boolean awaitTermination(HttpClient client, Duration duration) throws InterruptedException {
        try {
            return (boolean) present(AWAIT).invokeExact(client, duration);
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Throwable thrown) {
            throw unchecked(thrown);
        }
    }

    static boolean isTerminated(HttpClient client) {
        try {
            return (boolean) present(IS_TERMINATED).invokeExact(client);
        } catch (Throwable thrown) {
            throw unchecked(thrown);
        }
    }

    static void localAddress(HttpClient.Builder builder, InetAddress address) {
        try {
            present(LOCAL_ADDRESS).invoke(builder, address);
        } catch (Throwable thrown) {
            throw unchecked(thrown);
        }
    }

    private static @Nullable MethodHandle find(Class<?> type, String name, Class<?> result, Class<?>... arguments) {
        try {
            return MethodHandles.publicLookup().findVirtual(type, name,
                    MethodType.methodType(result, arguments));
        } catch (NoSuchMethodException | IllegalAccessException older) {
            return null;
        }
    }

    private static MethodHandle present(@Nullable MethodHandle method) {
        if (method == null) {
            throw new UnsupportedOperationException("requires a later version of Java");
        }
        return method;
    }

    /* None of these methods declares another exception. */
    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }
}
