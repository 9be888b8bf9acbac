package app.quotawatch.clients.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.http.HttpClient;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** The methods that {@link HttpClient} has from Java 21 on. */
final class Closing {

    private static final @Nullable MethodHandle CLOSE = find("close", void.class);
    private static final @Nullable MethodHandle SHUTDOWN = find("shutdown", void.class);
    private static final @Nullable MethodHandle SHUTDOWN_NOW = find("shutdownNow", void.class);
    private static final @Nullable MethodHandle AWAIT = find("awaitTermination", boolean.class, Duration.class);
    private static final @Nullable MethodHandle IS_TERMINATED = find("isTerminated", boolean.class);

    private Closing() {}

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

    private static @Nullable MethodHandle find(String name, Class<?> result, Class<?>... arguments) {
        try {
            return MethodHandles.publicLookup().findVirtual(HttpClient.class, name,
                    MethodType.methodType(result, arguments));
        } catch (NoSuchMethodException | IllegalAccessException olderThanJava21) {
            return null;
        }
    }

    private static MethodHandle present(@Nullable MethodHandle method) {
        if (method == null) {
            throw new UnsupportedOperationException("requires Java 21");
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
