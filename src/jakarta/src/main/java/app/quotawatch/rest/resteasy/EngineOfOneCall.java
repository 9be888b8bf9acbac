package app.quotawatch.rest.resteasy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/** Passes one call to the real engine, and reports it if it fails. */
final class EngineOfOneCall implements InvocationHandler {

    private final Object real;
    private final Internals internals;
    private final WatchedCall call;

    EngineOfOneCall(Object real, Internals internals, WatchedCall call) {
        this.real = real;
        this.internals = internals;
        this.call = call;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (!EngineProxies.isCall(method)) {
            return Internals.call(method, real, arguments);
        }
        boolean redirects = EngineRedirects.begin(real, internals, call.carrier());
        Object result;
        try {
            result = Internals.call(method, real, arguments);
        } catch (Throwable error) { // the application's
            call.failed(error);
            throw error;
        } finally {
            if (redirects) {
                EngineRedirects.end(call.carrier());
            }
        }
        if (result instanceof CompletionStage<?> response) {
            watch(response);
        }
        return result;
    }

    private void watch(CompletionStage<?> response) {
        try {
            response.whenComplete(new Completion(call));
        } catch (Throwable unsuitable) { // it must not reach the caller, and the abandoned call is noticed late
            return;
        }
    }

    private record Completion(WatchedCall call) implements BiConsumer<@Nullable Object, @Nullable Throwable> {

        @Override
        public void accept(@Nullable Object response, @Nullable Throwable error) {
            if (error != null) {
                call.failed(error);
            }
        }
    }
}
